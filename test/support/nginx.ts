import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, root, temporaryFolder } from './server.ts';

const { CI } = process.env;

/** Why tests that need Nginx cannot run here, or false. Where everything has to be proven, they run and fail. */
export const nginxIsMissing =
  isMissing() && 'nginx is not installed here (apt-get install nginx-light openssl)';

export interface Gate {
  readonly name: string;
  readonly port: number;
  readonly plainPort: number;
  readonly origin: string;
  readonly certificateFile: string;
  /** What passes the gate, as a browser asks for it. */
  readonly credentials: { readonly username: string; readonly password: string };
  /** The same as a header. */
  readonly basic: string;
  readonly stop: () => Promise<void>;
}

interface Wanted {
  /** Where the app listens, or will. */
  readonly upstream: number;
  readonly ports: { readonly tls: number; readonly plain: number };
  /** The name people would use; everything listens on this machine only. */
  readonly name?: string;
}

export const freePorts = async () => ({ tls: await freePort(), plain: await freePort() });

/** The project's own nginx.conf, as it stands, with this machine's ports and a certificate made for the occasion. */
export async function startNginx({ upstream, ports, name = 'localhost' }: Wanted): Promise<Gate> {
  const folder = temporaryFolder();
  const credentials = { username: 'rollbook', password: 'open, please' };
  makeCertificate(folder, name);
  writeFileSync(path.join(folder, 'htpasswd'), passwordLine(credentials));
  writeFileSync(path.join(folder, 'nginx.conf'), adapt(folder, upstream, ports, name));
  const stop = await run(folder, ports.tls);
  const basic = `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
  const origin = `https://${name}:${ports.tls}`;
  const certificateFile = path.join(folder, 'certificate.pem');
  return { name, port: ports.tls, plainPort: ports.plain, origin, certificateFile, credentials, basic, stop };
}

function isMissing(): boolean {
  return CI === undefined && spawnSync(nginx(), ['-v'], { stdio: 'ignore' }).status !== 0;
}

/** Debian keeps it where people who are not root do not look. */
function nginx(): string {
  return spawnSync('nginx', ['-v'], { stdio: 'ignore' }).status === 0 ? 'nginx' : '/usr/sbin/nginx';
}

function makeCertificate(folder: string, name: string): void {
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
  const names = `subjectAltName=DNS:${name},DNS:localhost,IP:127.0.0.1`;
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const what = ['-subj', `/CN=${name}`, '-addext', names, '-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', ...kind, ...what], { stdio: 'pipe' });
}

function passwordLine({ username, password }: Gate['credentials']): string {
  const hash = execFileSync('openssl', ['passwd', '-apr1', '-stdin'], { input: password, encoding: 'utf8' });
  return `${username}:${hash.trim()}\n`;
}

function adapt(folder: string, upstream: number, ports: Wanted['ports'], name: string): string {
  const host = '/etc/letsencrypt/live/rollbook.example.com';
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const changes: readonly (readonly [string, string])[] = [
    ['user www-data;', process.getuid?.() === 0 ? 'user root;' : ''],
    ['worker_processes auto;', 'worker_processes 1;'],
    ['/run/nginx.pid', path.join(folder, 'nginx.pid')],
    ['/var/log/nginx/error.log', path.join(folder, 'error.log')],
    ['/var/log/nginx/access.log', path.join(folder, 'access.log')],
    ['http {', `http {\n${places.map((place) => `${place}_temp_path ${folder}/${place};`).join('\n')}`],
    ['server 127.0.0.1:8000;', `server 127.0.0.1:${upstream};`],
    ['listen 80;', `listen 127.0.0.1:${ports.plain};`],
    ['listen [::]:80;', ''],
    ['listen 443 ssl http2;', `listen 127.0.0.1:${ports.tls} ssl http2;`],
    ['listen [::]:443 ssl http2;', ''],
    [`${host}/fullchain.pem`, path.join(folder, 'certificate.pem')],
    [`${host}/privkey.pem`, path.join(folder, 'key.pem')],
    ['/etc/nginx/rollbook.htpasswd;', `${path.join(folder, 'htpasswd')};`],
    ['/var/www/acme;', `${folder};`],
    ['rollbook.example.com;', `${name};`],
  ];
  return changes.reduce(change, withoutComments(readFileSync(path.join(root, 'nginx.conf'), 'utf8')));
}

function withoutComments(text: string): string {
  return text.replaceAll(/(^|;)\s*#.*$/gm, '$1');
}

/** A value that is no longer in the file would silently be tested as it stands. */
function change(text: string, [from, to]: readonly [string, string]): string {
  if (!text.includes(from)) throw new Error(`nginx.conf no longer says "${from}"`);
  return text.replaceAll(from, to);
}

async function run(folder: string, port: number): Promise<() => Promise<void>> {
  const args = ['-p', folder, '-c', path.join(folder, 'nginx.conf'), '-e', path.join(folder, 'start.log')];
  const child = spawn(nginx(), [...args, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  process.on('exit', () => child.kill('SIGTERM'));
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint += String(text);
  });
  for (let attempt = 0; attempt < 100 && child.exitCode === null; attempt++) {
    if (await isOpen(port)) return stop;
    await sleep(30);
  }
  await stop();
  throw new Error(`nginx does not start with the project's nginx.conf: ${complaint}`);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1', () => resolve(true));
    probe.on('error', () => resolve(false)).on('connect', () => probe.destroy());
  });
}
