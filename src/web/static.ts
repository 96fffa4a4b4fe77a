import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { notFound } from './errors.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

const FOLDERS = ['vendor', 'img'] as const;
const YEAR = 'public, max-age=31536000, immutable';
const DAY = 'public, max-age=86400';
const open = { config: { access: 'public', face: 'file', limit: 'none' } } as const;

/** The files there are at start and no others: no name that is asked for ever becomes a path. */
export function addStatic(app: FastifyInstance, root: string): void {
  const folder = path.join(root, 'public');
  const files = new Set(
    FOLDERS.flatMap((part) => readdirSync(path.join(folder, part)).map((name) => `${part}/${name}`)),
  );

  const send = async (reply: FastifyReply, name: string, cached: string) => {
    const type = TYPES[path.extname(name)];
    if (type === undefined) throw notFound();
    return reply
      .header('cache-control', cached)
      .type(type)
      .send(await readFile(path.join(folder, name)));
  };

  // Named by their content, so they may be kept for ever.
  for (const part of FOLDERS) {
    app.get<{ Params: { file: string } }>(`/assets/${part}/:file`, open, async ({ params }, reply) => {
      const name = `${part}/${params.file}`;
      if (!files.has(name)) throw notFound();
      return send(reply, name, YEAR);
    });
  }
  // Phones and browsers ask for these by name.
  app.get('/site.webmanifest', open, (_, reply) => send(reply, 'site.webmanifest', DAY));
  app.get('/apple-touch-icon.png', open, (_, reply) => send(reply, 'img/icon-180.png', DAY));
  app.get('/favicon.ico', open, (_, reply) => send(reply, 'img/favicon.svg', DAY));
}
