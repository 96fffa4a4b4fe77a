import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import Database from 'better-sqlite3';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { closeDatabase } from '../src/db/open.ts';
import { openHouse } from '../src/open-house.ts';
import { root } from '../src/root.ts';
import { setCookieOf } from './support/answers.ts';
import { Visitor } from './support/visitor.ts';

const PASSWORD = 'a long walk beside the sea';

interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function place(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollbook-cli-'));
  folders.push(folder);
  return folder;
}

/** One command in a process of its own, with nothing of this machine's settings. */
async function rollbook(folder: string, words: readonly string[], input = '', env = {}): Promise<Said> {
  const child: ChildProcess = spawn(process.execPath, [path.join(root, 'dist/cli.js'), ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], DATA_DIR: folder, LOG_LEVEL: 'warn', ...env },
  });
  const heard = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      heard[stream] += text;
    });
  }
  child.stdin?.on('error', () => undefined).end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...heard };
}

function assertRefused({ code, stdout, stderr }: Said, expected: number, sentence: RegExp): void {
  assert.deepEqual([code, stdout], [expected, ''], stderr);
  assert.match(stderr, sentence);
  assert.match(stderr, /^rollbook: /);
  assert.doesNotMatch(stderr, /\n\s+at /, 'no stack');
}

const createAdmin = (folder: string, email = 'ada@example.com', more: readonly string[] = []) =>
  rollbook(folder, ['create-admin', '--email', email, '--password-stdin', ...more], `${PASSWORD}\n`);

/** The program itself on what the commands left behind. */
async function visit<T>(
  folder: string,
  look: (visitor: Visitor, app: ReturnType<typeof buildApp>) => Promise<T>,
) {
  const { deps } = await openHouse(readConfig({ NODE_ENV: 'test', DATA_DIR: folder }, root));
  const app = buildApp(deps);
  try {
    return await look(new Visitor(app), app);
  } finally {
    await app.close();
    closeDatabase(deps.db);
  }
}

function inFile<T>(folder: string, use: (db: Database.Database) => T): T {
  const db = new Database(path.join(folder, 'rollbook.db'));
  try {
    return use(db);
  } finally {
    db.close();
  }
}

const people = (folder: string) =>
  inFile(folder, (db) => db.prepare('SELECT email FROM users ORDER BY email').pluck().all());

test('create-admin: makes an administrator who can sign in, and says why it makes none', async () => {
  const folder = place();
  const made = await createAdmin(folder, 'ada@example.com', ['--name', 'Ada']);
  assert.deepEqual([made.code, made.stdout], [0, 'ada@example.com may sign in as administrator.\n']);
  const [taken, weak, empty, unasked, odd, long, nobody] = await Promise.all([
    createAdmin(folder, 'ADA@example.com'),
    rollbook(folder, ['create-admin', '--email', 'b@example.com', '--password-stdin'], 'short'),
    rollbook(folder, ['create-admin', '--email', 'b@example.com', '--password-stdin'], '\n'),
    rollbook(folder, ['create-admin', '--email', 'b@example.com'], PASSWORD),
    createAdmin(folder, 'not an address'),
    createAdmin(folder, 'b@example.com', ['--name', 'x'.repeat(81)]),
    rollbook(folder, ['create-admin', '--password-stdin'], PASSWORD),
  ]);
  assertRefused(taken, 1, /already signs in/);
  assertRefused(weak, 1, /at least 12/);
  assertRefused(empty, 2, /standard input/);
  assertRefused(unasked, 2, /--password-stdin/);
  assertRefused(odd, 2, /does not look like/);
  assertRefused(long, 2, /at most 80/);
  assertRefused(nobody, 2, /--email is missing/);
  assert.deepEqual(people(folder), ['ada@example.com']);
  const cookie = await visit(folder, async (visitor) =>
    setCookieOf(await visitor.post('/login', { email: 'ada@example.com', password: PASSWORD })),
  );
  assert.match(cookie, /^sid=/);
});

test('create-token: its last word is a token that works, for what it was made for', async () => {
  const folder = place();
  await createAdmin(folder);
  const words = ['create-token', '--user', 'ADA@example.com', '--name'];
  const [read, write, nobody, nameless] = await Promise.all([
    rollbook(folder, [...words, '🦊'.repeat(31)]),
    rollbook(folder, [...words, 'writer', '--write']),
    rollbook(folder, ['create-token', '--user', 'eve@example.com', '--name', 'x']),
    rollbook(folder, ['create-token', '--user', 'ada@example.com']),
  ]);
  assertRefused(nobody, 1, /nobody signs in as eve@example.com/);
  assertRefused(nameless, 2, /--name is missing/);
  await visit(folder, async (_, app) => {
    for (const [said, scope] of [
      [read, 'read'],
      [write, 'write'],
    ] as const) {
      assert.equal(said.code, 0, said.stderr);
      const token = said.stdout.trim().split(/\s+/).at(-1);
      const answer = await app.inject({
        url: '/api/v1/auth/me',
        headers: { authorization: `Bearer ${token}` },
      });
      assert.deepEqual([answer.statusCode, answer.json().scope], [200, scope]);
    }
  });
  const verified = await rollbook(folder, ['audit-verify']);
  assert.equal(verified.code, 0, `a name cut in the middle of a sign: ${verified.stderr}`);
});

test('reset-password: prints a link that works once', async () => {
  const folder = place();
  await createAdmin(folder);
  const public_ = { PUBLIC_URL: 'https://book.example' };
  const [made, nobody] = [
    await rollbook(folder, ['reset-password', '--user', 'ada@example.com'], '', public_),
    await rollbook(folder, ['reset-password', '--user', 'eve@example.com']),
  ];
  assertRefused(nobody, 1, /nobody signs in as/);
  const link = new URL(made.stdout.trim());
  assert.deepEqual([link.origin, link.pathname], ['https://book.example', '/new-password']);
  await visit(folder, async (visitor) => {
    const form = { token: link.searchParams.get('token') ?? '', password: 'a short walk beside the sea' };
    assert.equal((await visitor.post('/new-password', form)).statusCode, 303);
  });
});

test('backup and restore: what was saved comes back, what came later is kept aside', async () => {
  const folder = place();
  await createAdmin(folder);
  const backup = await rollbook(folder, ['backup']);
  assert.equal(backup.code, 0, backup.stderr);
  const [name = ''] = readdirSync(path.join(folder, 'backups')).filter((each) => each.endsWith('.db'));
  assert.ok(backup.stdout.includes(name));
  await createAdmin(folder, 'eve@example.com');
  const file = path.join('backups', name);

  const restored = await rollbook(folder, ['restore', file]);
  assert.equal(restored.code, 0, restored.stderr);
  assert.deepEqual(people(folder), ['ada@example.com']);
  const [aside = ''] = readdirSync(folder).filter((each) => each.startsWith('rollbook-replaced-'));
  assert.ok(restored.stdout.includes(aside) && aside !== '');
  assert.equal((await rollbook(folder, ['audit-verify'])).code, 0);

  const [missing, wordless] = await Promise.all([
    rollbook(folder, ['restore', 'no-such-file.db']),
    rollbook(folder, ['restore']),
  ]);
  assertRefused(missing, 1, /Nothing was restored: .*no-such-file\.db does not exist/);
  assertRefused(wordless, 2, /say which backup/);
});

test('restore: refused while the database is in use, and then nothing is changed', async () => {
  const folder = place();
  await createAdmin(folder);
  await rollbook(folder, ['backup']);
  const [name = ''] = readdirSync(path.join(folder, 'backups')).filter((each) => each.endsWith('.db'));
  await visit(folder, async () => {
    const refused = await rollbook(folder, ['restore', path.join('backups', name)]);
    assertRefused(refused, 1, /is in use\. Stop Rollbook/);
  });
  assert.deepEqual(people(folder), ['ada@example.com']);
  assert.ok(!readdirSync(folder).some((each) => each.includes('replaced') || each.includes('restoring')));
});

test('audit-verify: a whole log is counted, a changed one ends with 1 and names the line, another key is named', async () => {
  const folder = place();
  await createAdmin(folder);
  const good = await rollbook(folder, ['audit-verify']);
  assert.deepEqual([good.code, good.stdout], [0, '1 lines, each follows from the one before.\n']);
  const otherKey = await rollbook(folder, ['audit-verify'], '', {
    ENCRYPTION_KEY: '3b7f0c5ad2e94816a0c7f35be1d8427690ab4cd3e5f6178294a1b0c9d8e7f653',
  });
  assertRefused(otherKey, 1, /used with another key/);
  inFile(folder, (db) =>
    db.exec(
      "DROP TRIGGER audit_log_keeps_words; UPDATE audit_log SET subject = 'eve@example.com' WHERE id = 1",
    ),
  );
  assertRefused(await rollbook(folder, ['audit-verify']), 1, /line 1 of the audit log cannot be trusted/);
});

test('doctor: good where all is well, MEND and 1 where something is not', async () => {
  const folder = place();
  await createAdmin(folder);
  const first = await rollbook(folder, ['doctor']);
  assert.equal(first.code, 1, 'there is no backup yet');
  assert.match(first.stdout, /^MEND .*backup/m);
  await rollbook(folder, ['backup']);
  const well = await rollbook(folder, ['doctor']);
  assert.deepEqual([well.code, /MEND/.test(well.stdout)], [0, false], well.stdout);
  assert.ok(well.stdout.split('\n').filter((line) => line.startsWith('good ')).length >= 5);
  inFile(folder, (db) => db.exec("DROP TRIGGER audit_log_keeps_words; UPDATE audit_log SET via = 'job'"));
  const ill = await rollbook(folder, ['doctor']);
  assert.equal(ill.code, 1);
  assert.match(ill.stdout, /^MEND .*audit log is broken at line 1/m);
});

test('migrate brings a new database up to date and says so; routes prints every address with its right', async () => {
  const folder = place();
  const migrated = await rollbook(folder, ['migrate']);
  assert.deepEqual([migrated.code, migrated.stdout], [0, 'The database is up to date.\n']);
  const { stdout, code } = await rollbook(folder, ['routes']);
  assert.equal(code, 0);
  const lines = stdout.trim().split('\n');
  assert.ok(lines.length > 30);
  for (const line of lines)
    assert.match(line, /^(GET|POST|DELETE|PUT|PATCH) +\/\S* +\w+ +\S+ +src\/\S+\.ts$/, line);
  assert.ok(
    lines.some((line) =>
      /^DELETE +\/admin\/users\/:id\/access +page +people:write +src\/features\/users/.test(line),
    ),
  );
});

test('called the wrong way, it ends with 2 and says how it goes', async () => {
  const folder = place();
  const wrong: readonly (readonly [words: readonly string[], sentence: RegExp])[] = [
    [['nonsense'], /there is no command nonsense/],
    [['constructor'], /there is no command constructor/],
    [['__proto__'], /there is no command __proto__/],
    [['backup', '--loudly'], /--loudly/],
    [['create-token', '--user'], /--user/],
    [['create-token', '--write=yes'], /--write/],
  ];
  const said = await Promise.all(wrong.map(([words]) => rollbook(folder, words)));
  for (const [i, [words, sentence]] of wrong.entries())
    assertRefused(said[i] ?? { code: null, stdout: '', stderr: '' }, 2, sentence ?? words);
  assert.match(said[0]?.stderr ?? '', /create-admin --email/, 'the usage follows');
  assert.deepEqual(readdirSync(folder), [], 'and nothing is made');
});

test('asked for help, it prints every command and ends with 0', async () => {
  const folder = place();
  for (const words of [[], ['help'], ['--help']]) {
    const { code, stdout, stderr } = await rollbook(folder, words);
    assert.deepEqual([code, stderr], [0, '']);
    for (const name of ['create-admin', 'create-token', 'reset-password', 'migrate', 'backup', 'restore'])
      assert.ok(stdout.includes(`  ${name} `), name);
  }
});

test('a damaged database is refused in a sentence', async () => {
  const folder = place();
  await rollbook(folder, ['migrate']);
  writeFileSync(path.join(folder, 'rollbook.db'), 'not a database, '.repeat(1000));
  assertRefused(await rollbook(folder, ['doctor']), 1, /is not a database|is damaged/);
});
