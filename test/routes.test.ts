import assert from 'node:assert/strict';
import test from 'node:test';
import Fastify from 'fastify';
import { may, type Role, roles } from '../src/model/roles.ts';
import { demandAccess, type KnownRoute } from '../src/web/access.ts';
import { openTestHouse } from './support/house.ts';
import { signIn } from './support/people.ts';
import { Visitor } from './support/visitor.ts';

const NOBODYS = '01900000-0000-7000-8000-000000000000';

/** The address with someone else's, or nobody's, ids in it. */
const addressOf = (route: KnownRoute, id = NOBODYS) =>
  route.url
    .replace(':id', id)
    .replace(':broker', 'schwab')
    .replace(':file', 'no-such-file')
    .replace('*', 'no-such-file');

const ends = (route: KnownRoute) =>
  route.url === '/logout' || route.url.startsWith('/settings/security/sessions');

/** Out to a broker's page and back: the only GETs that change anything. */
const LEAVES = ['/api/auth/login', '/api/auth/callback', '/auth/zerodha/login', '/auth/zerodha/callback'];

test('a route that does not say who may use it does not start the app', async (t) => {
  const app = Fastify();
  t.after(() => app.close());
  demandAccess(app);
  app.get('/said', { config: { access: 'public' } }, () => 'x');
  assert.throws(
    () => app.get('/forgotten', () => 'x'),
    /\/forgotten in src\/app.ts does not say who may use it/,
  );
  assert.deepEqual(
    app.knownRoutes.map(({ url }) => url),
    ['/said'],
  );
});

test('every route x every role answers exactly as the permission table says', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin', 'root');
  assert.ok(house.app.knownRoutes.length > 30);
  for (const role of roles) {
    const someone = role === 'admin' ? admin : await signIn(house, role);
    for (const route of house.app.knownRoutes) {
      if (ends(route)) continue;
      const answer = await ask(someone.visitor, route);
      assert.equal(
        isLetIn(answer.statusCode),
        mayEnter(role, route),
        `${role} ${route.method} ${route.url} answered ${answer.statusCode}`,
      );
      assert.ok(answer.statusCode < 500, `${route.method} ${route.url} answered ${answer.statusCode}`);
    }
  }
});

test('a guest is let in by public routes only: pages lead to the sign-in, JSON answers 401', async (t) => {
  const house = await openTestHouse(t);
  await signIn(house, 'admin');
  for (const route of house.app.knownRoutes.filter(
    ({ access }) => access !== 'public' && access !== 'machine',
  )) {
    const answer = await ask(new Visitor(house.app), route);
    if (route.face === 'json') assert.equal(answer.json().code, 'sign-in-needed');
    else if (route.face === 'page') assert.match(String(answer.headers.location), /^\/login\?next=/);
    assert.ok(
      [303, 401].includes(answer.statusCode),
      `${route.method} ${route.url} answered ${answer.statusCode}`,
    );
  }
});

test('a read token reads and nothing else; no token touches how people sign in', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  for (const scope of ['read', 'write'] as const) {
    const page = await admin.visitor.submit('/settings/security/tokens', { name: scope, scope });
    const token = /value="(rb_[\w-]+)"/.exec(page.body)?.[1];
    assert.ok(token);
    for (const route of house.app.knownRoutes.filter(({ face }) => face === 'json' || face === 'page')) {
      if (route.access === 'public' || route.access === 'machine') continue;
      const answer = await new Visitor(house.app).send(route.method, addressOf(route), {
        authorization: `Bearer ${token}`,
      });
      assert.equal(
        isLetIn(answer.statusCode),
        may('admin', route.access, scope),
        `${scope} ${route.method} ${route.url} answered ${answer.statusCode}`,
      );
    }
  }
});

test('a stranger finds nothing: every route with an id answers 404 for the ids of others', async (t) => {
  const house = await openTestHouse(t);
  const owner = await signIn(house, 'admin', 'owner');
  // An administrator too: what is turned away is not the role but the stranger.
  const stranger = await signIn(house, 'admin', 'stranger');
  await owner.visitor.submit('/settings/security/tokens', { name: 'laptop', scope: 'read' });
  const before = everything(house);
  const ids = house.deps.db.$client
    .prepare<[], string>('SELECT id FROM sessions UNION SELECT id FROM api_tokens')
    .pluck()
    .all() as unknown as readonly string[];
  for (const route of house.app.knownRoutes.filter(({ url }) => url.includes(':id'))) {
    for (const id of ids.filter((each) => !ownIds(house, stranger.id).includes(each))) {
      const answer = await ask(stranger.visitor, route, id);
      assert.ok(
        [403, 404, 422].includes(answer.statusCode),
        `${route.method} ${route.url} answered ${answer.statusCode}`,
      );
      assert.ok(!answer.body.includes('owner@example.com') && !answer.body.includes('laptop'));
    }
  }
  assert.deepEqual(everything(house), before);
});

const FORGERIES: readonly (readonly [
  story: string,
  headers: Record<string, string>,
  token: (own: string) => string,
])[] = [
  ['without a token', { 'sec-fetch-site': 'same-origin' }, () => ''],
  ['with a wrong token', { 'sec-fetch-site': 'same-origin' }, (own) => `${own.slice(0, -2)}xx`],
  ['from another site', { 'sec-fetch-site': 'cross-site' }, (own) => own],
  ['from a sibling of the site', { 'sec-fetch-site': 'same-site' }, (own) => own],
  ['from an old browser on another origin', { origin: 'https://evil.example' }, (own) => own],
  ['saying nothing of where it comes from', {}, (own) => own],
];

for (const [story, headers, token] of FORGERIES) {
  test(`no state-changing route obeys a request ${story}`, async (t) => {
    const house = await openTestHouse(t);
    const admin = await signIn(house, 'admin');
    const before = everything(house);
    const changing = house.app.knownRoutes.filter(({ method }) => method !== 'GET');
    assert.ok(changing.length > 10);
    for (const route of changing) {
      const body = new URLSearchParams({ _csrf: token(admin.visitor.csrf) }).toString();
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await admin.visitor.send(
        route.method,
        addressOf(route, admin.id),
        { ...type, ...headers },
        body,
      );
      assert.equal(answer.statusCode, 403, `${route.method} ${route.url}`);
    }
    assert.deepEqual(everything(house), before);
  });
}

test("another person's token is as good as none", async (t) => {
  const house = await openTestHouse(t);
  const one = await signIn(house, 'admin', 'one');
  const other = await signIn(house, 'admin', 'other');
  const answer = await one.visitor.post('/settings', {
    _csrf: other.visitor.csrf,
    name: 'Taken',
    theme: 'dark',
    timeZone: 'UTC',
  });
  assert.equal(answer.statusCode, 403);
});

test('GET changes nothing but for the way to the brokers: all the others leave every row as it was', async (t) => {
  const house = await openTestHouse(t);
  const admin = await signIn(house, 'admin');
  const before = everything(house);
  const reading = house.app.knownRoutes.filter(
    ({ method, url }) => method === 'GET' && !LEAVES.includes(url),
  );
  for (const route of reading) await ask(admin.visitor, route, admin.id);
  assert.equal(house.app.knownRoutes.filter(({ url }) => LEAVES.includes(url)).length, LEAVES.length);
  assert.deepEqual(everything(house), before);
});

function ask(visitor: Visitor, route: KnownRoute, id?: string) {
  if (route.method === 'GET') return visitor.send('GET', addressOf(route, id), {});
  return visitor.send(
    route.method,
    addressOf(route, id),
    { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    new URLSearchParams({ _csrf: visitor.csrf }).toString(),
  );
}

function isLetIn(status: number): boolean {
  return status !== 401 && status !== 403;
}

function mayEnter(role: Role, { access }: KnownRoute): boolean {
  return access === 'public' || access === 'machine' || may(role, access);
}

function ownIds({ deps }: Awaited<ReturnType<typeof openTestHouse>>, userId: string): readonly string[] {
  const rows = deps.db.$client
    .prepare<[string], string>('SELECT id FROM sessions WHERE user_id = ?')
    .pluck()
    .all(userId);
  return rows as unknown as readonly string[];
}

/** Every row of every table, but for the clock's own marks. */
function everything({ deps }: Awaited<ReturnType<typeof openTestHouse>>): object {
  const names = deps.db.$client
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .pluck()
    .all() as unknown as readonly string[];
  return Object.fromEntries(
    names.map((name) => [name, deps.db.$client.prepare(`SELECT * FROM ${name}`).all()]),
  );
}
