import { formatLocal, formatRelative } from '../../lib/format-time.ts';
import { type Mistake, noMistake } from '../../model/outcome.ts';
import { deviceOf } from './engine/device.ts';

interface SessionFacts {
  readonly id: string;
  readonly createdAt: number;
  readonly seenAt: number;
  readonly address: string;
  readonly agent: string;
}

interface TokenFacts {
  readonly id: string;
  readonly name: string;
  readonly scope: 'read' | 'write';
  readonly ending: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

interface Security {
  readonly sessions: readonly SessionFacts[];
  readonly tokens: readonly TokenFacts[];
  readonly currentSession: string;
  readonly timeZone: string;
  readonly now: number;
}

export function signInView({ typed, errors, problem }: Mistake, next: string, isNew: boolean) {
  return {
    isNew,
    next,
    problem,
    email: entry(typed, errors, 'email'),
    password: entry({}, errors, 'password'),
  };
}

export function setUpView({ typed, errors, problem }: Mistake, token: string) {
  return {
    token,
    problem,
    name: entry(typed, errors, 'name'),
    email: entry(typed, errors, 'email'),
    password: entry({}, errors, 'password'),
  };
}

export function newPasswordView({ errors, problem }: Mistake, token: string, email: string) {
  return { token, problem, email, password: entry({}, errors, 'password') };
}

/** Each form of the page carries its own mistake: `form` says whose it is. */
export function securityView(security: Security, form: 'password' | 'token' | 'none', mistake: Mistake) {
  const password = form === 'password' ? mistake : noMistake;
  const token = form === 'token' ? mistake : noMistake;
  return {
    problem: form === 'none' ? mistake.problem : '',
    password: {
      problem: password.problem,
      now: entry({}, password.errors, 'password'),
      wanted: entry({}, password.errors, 'newPassword'),
    },
    token: {
      problem: token.problem,
      name: entry(token.typed, token.errors, 'name'),
      scope: { options: scopeOptions(token.typed['scope'] ?? 'read'), error: token.errors['scope'] ?? '' },
    },
    sessions: security.sessions.map((session) => sessionRow(session, security)),
    otherSessions: security.sessions.length > 1,
    tokens: security.tokens.map((held) => tokenRow(held, security)),
  };
}

export function madeTokenView({
  name,
  scope,
  token,
}: {
  name: string;
  scope: 'read' | 'write';
  token: string;
}) {
  return { name, token, may: scope === 'write' ? 'read and write' : 'read' };
}

function sessionRow(session: SessionFacts, { currentSession, timeZone, now }: Security) {
  return {
    id: session.id,
    device: deviceOf(session.agent),
    address: session.address,
    current: session.id === currentSession,
    since: `signed in ${formatLocal(session.createdAt, timeZone, now)}`,
    seen: session.id === currentSession ? 'now' : formatRelative(session.seenAt, now),
    removal: `/settings/security/sessions/${session.id}`,
  };
}

function tokenRow(token: TokenFacts, { timeZone, now }: Security) {
  return {
    id: token.id,
    name: token.name,
    scope:
      token.scope === 'write' ? { text: 'Reads and writes', tone: 'warning' } : { text: 'Reads', tone: '' },
    ending: `rb_…${token.ending}`,
    made: `made ${formatLocal(token.createdAt, timeZone, now)}`,
    used: formatRelative(token.lastUsedAt, now, 'never used'),
    revocation: `/settings/security/tokens/${token.id}/revocation`,
  };
}

function scopeOptions(chosen: string) {
  return [
    { value: 'read', label: 'Read', help: '', chosen: chosen === 'read' },
    { value: 'write', label: 'Read and write', help: '', chosen: chosen === 'write' },
  ];
}

type Texts = Readonly<Record<string, string>>;

function entry(typed: Texts, errors: Texts, name: string) {
  return { value: typed[name] ?? '', error: errors[name] ?? '' };
}
