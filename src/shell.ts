import type { FastifyRequest } from 'fastify';
import { toDatabaseFault } from './db/fault.ts';
import type { Clock } from './lib/clock.ts';
import { may, type Permission } from './model/roles.ts';
import type { Identity, SessionStore } from './web/identity.ts';
import type { Shell } from './web/view.ts';

interface Place {
  readonly href: string;
  readonly label: string;
  readonly icon: string;
  readonly permission: Permission;
}

/** Every place a person can go to, in the order of use. */
const RAIL: readonly Place[] = [
  { href: '/', label: 'Today', icon: 'today', permission: 'today:read' },
  { href: '/campaigns', label: 'Campaigns', icon: 'campaigns', permission: 'campaigns:read' },
  { href: '/transactions', label: 'Transactions', icon: 'transactions', permission: 'transactions:read' },
];

const FOOT: readonly Place[] = [
  { href: '/connections', label: 'Connections', icon: 'connections', permission: 'connections:read' },
  { href: '/admin/users', label: 'People', icon: 'people', permission: 'people:read' },
  { href: '/admin/health', label: 'Health', icon: 'health', permission: 'health:read' },
  { href: '/admin/audit', label: 'Audit', icon: 'audit', permission: 'audit:read' },
  { href: '/settings', label: 'Settings', icon: 'settings', permission: 'settings:write' },
];

const ELSEWHERE: readonly Place[] = [
  { href: '/settings/security', label: 'Security', icon: 'shield', permission: 'security:read' },
  { href: '/api/docs', label: 'API', icon: 'docs', permission: 'docs:read' },
  { href: '/admin/components', label: 'Components', icon: 'components', permission: 'components:read' },
];

/** What fits a thumb; the rest is behind More. */
const BOTTOM = ['/', '/campaigns', '/transactions'];

/** What the features have to say above every page. */
export interface Signals {
  readonly lights: readonly object[];
  /** {title, detail, action: {label, href, leaves}} */
  readonly banner: object | false;
  /** How much waits behind a place, by its address. */
  readonly counts: Readonly<Record<string, number>>;
}

interface Means {
  readonly store: SessionStore;
  readonly clock: Clock;
  /** Differs from one start of the program to the next. */
  readonly start: string;
  readonly signals: (reader: Identity) => Signals;
}

/** What surrounds a page: built here from the features' doors, so that no feature needs to know another's. */
export function buildShell({ store, clock, start, signals }: Means): Shell {
  return {
    of: (request, title) => {
      const { identity } = request;
      const { counts, ...said } = signalsFor(identity, pathOf(request), signals);
      return {
        title,
        path: pathOf(request),
        theme: identity?.theme ?? 'system',
        csrf: identity?.session?.csrf ?? '',
        person: personOf(identity),
        ...navigation(identity, pathOf(request), counts),
        ...said,
        // Taken by the layout that says it: an error page, or a sign-in, leaves it for the next page.
        get toast() {
          return takeNotice(request, store, clock());
        },
        search: identity !== null,
      };
    },
    version: (request) => {
      const { identity } = request;
      const said = signalsFor(identity, pathOf(request), signals);
      const person = [identity?.session?.csrf, identity?.theme, identity?.name, identity?.role];
      return JSON.stringify([start, ...person, said]);
    },
  };
}

const NONE: Signals = { lights: [], banner: false, counts: {} };

/** A page that says the database is broken must not ask it. Where the cards stand, the banner would say it twice. */
function signalsFor(identity: Identity | null, path: string, signals: Means['signals']): Signals {
  if (identity === null) return NONE;
  try {
    const { banner, ...said } = signals(identity);
    return { ...said, banner: isHere('/connections', path) ? false : banner };
  } catch (error) {
    if (toDatabaseFault(error) === null) throw error;
    return NONE;
  }
}

function navigation(identity: Identity | null, path: string, counts: Signals['counts']) {
  const open = (places: readonly Place[]) =>
    places
      .filter(({ permission }) => identity !== null && may(identity.role, permission))
      .map(({ href, label, icon }) => {
        const count = counts[href] ?? 0;
        return { href, label, icon, current: isHere(href, path), count: count === 0 ? '' : String(count) };
      });
  const all = open([...RAIL, ...FOOT, ...ELSEWHERE]);
  return {
    rail: open(RAIL),
    railFoot: open(FOOT),
    bottomBar: all.filter(({ href }) => BOTTOM.includes(href)),
    more: all.filter(({ href }) => !BOTTOM.includes(href)),
  };
}

function isHere(href: string, path: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}

function personOf(identity: Identity | null) {
  if (identity === null) return false;
  const words = identity.name.split(/\s+/);
  const initials = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return { name: identity.name, initials: initials.join('').toUpperCase(), role: identity.role };
}

/** Said once, where the change led to; whatever else is fetched meanwhile leaves it alone, for ten seconds. */
function takeNotice({ identity, method, url }: FastifyRequest, store: SessionStore, now: number) {
  const session = identity?.session;
  if (!session?.notice || method === 'HEAD') return false;
  const { path, at, ...said } = session.notice;
  if (path !== url.split('?')[0] && now - at < 10_000) return false;
  store.setNotice(session.id, null);
  return said;
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '/';
}
