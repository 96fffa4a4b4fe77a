import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { WebError } from './errors.ts';

/** A file as a form sends it. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** For the schema of a form with a file in it. */
export const upload = z
  .custom<Upload>((value) => isUpload(value), { error: 'Please choose a file.' })
  .refine(({ bytes }) => bytes.length > 0, 'Please choose a file: this one is empty.');

/**
 * Forms with a file, for the routes of this scope alone. Read by ourselves: these forms are small and our own, and what
 * Node brings for it costs thirty megabytes when it is first used.
 */
export function acceptUploads(app: FastifyInstance, bodyLimit: number): void {
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit },
    async (request: FastifyRequest, body: Buffer) =>
      fieldsOf(body, boundaryOf(request.headers['content-type'] ?? '')),
  );
}

const MOST_PARTS = 20;
const LINE = '\r\n';

function fieldsOf(body: Buffer, boundary: string): Readonly<Record<string, string | Upload>> {
  const fields = new Map<string, string | Upload>();
  const first = body.indexOf(boundary);
  let from = first + boundary.length;
  let end = first < 0 ? -1 : body.indexOf(LINE + boundary, from);
  while (end >= 0 && fields.size < MOST_PARTS) {
    const [name, value] = partOf(body.subarray(from + LINE.length, end));
    fields.set(name, value);
    from = end + LINE.length + boundary.length;
    end = body.indexOf(LINE + boundary, from);
  }
  if (fields.size === 0) throw malformed();
  return Object.fromEntries(fields);
}

function partOf(part: Buffer): readonly [name: string, value: string | Upload] {
  const gap = part.indexOf(LINE + LINE);
  const head = part.subarray(0, Math.max(0, gap)).toString('utf8');
  const name = /(?:;|^)\s*name="([^"]*)"/im.exec(dispositionOf(head))?.[1];
  if (name === undefined) throw malformed();
  const bytes = part.subarray(gap + 2 * LINE.length);
  const file = /;\s*filename="([^"]*)"/i.exec(head)?.[1];
  return [name, file === undefined ? bytes.toString('utf8') : { name: file, bytes }];
}

function dispositionOf(head: string): string {
  return /^content-disposition:\s*form-data(.*)$/im.exec(head)?.[1] ?? '';
}

function boundaryOf(type: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw malformed();
  return `--${boundary}`;
}

const malformed = () => new WebError(400, 'malformed', 'The form that was sent cannot be read.');

function isUpload(value: unknown): value is Upload {
  return typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array;
}
