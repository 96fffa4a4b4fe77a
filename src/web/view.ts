import { readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyView from '@fastify/view';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import nunjucks from 'nunjucks';

/** What a handler answers for people: a template and a complete view model. */
export interface Rendered {
  readonly template: string;
  /** The part of the page a fragment request is answered with. */
  readonly fragment?: string;
  readonly title: string;
  readonly view: object;
  /** Where it is not simply good. */
  readonly status?: 422;
}

/** Whatever surrounds every page (navigation, lights, notices); app.ts builds it from the features' doors. */
export interface Shell {
  of(request: FastifyRequest, title: string): object;
  /** Differs whenever what surrounds a page would. */
  version(request: FastifyRequest): string;
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly shellOf: Shell['of'];
    readonly shellVersion: Shell['version'];
  }
}

interface ViewOptions {
  readonly root: string;
  readonly strict: boolean;
  readonly shell: Shell;
}

export function addViews(app: FastifyInstance, { root, strict, shell }: ViewOptions): void {
  if (strict) refuseUnknownNames();
  app.decorate('shellOf', shell.of);
  app.decorate('shellVersion', shell.version);
  app.register(fastifyView, {
    engine: { nunjucks },
    templates: path.join(root, 'views'),
    viewExt: 'njk',
    options: {
      noCache: false,
      throwOnUndefined: strict,
      trimBlocks: true,
      lstripBlocks: true,
      onConfigure: (environment: nunjucks.Environment) => equip(environment, path.join(root, 'public')),
    },
  });
}

/** The page, or the part of it that was asked for. */
export function show(request: FastifyRequest, reply: FastifyReply, rendered: Rendered): FastifyReply {
  if (rendered.status !== undefined) reply.code(rendered.status);
  if (isFragment(request) && rendered.fragment !== undefined)
    return reply.view(rendered.fragment, rendered.view);
  return reply.view(rendered.template, {
    ...rendered.view,
    shell: request.server.shellOf(request, rendered.title),
  });
}

/** htmx says "partial" when it will put the answer into a part of the page. */
export function isFragment(request: FastifyRequest): boolean {
  return request.headers['hx-request-type'] === 'partial';
}

function equip(environment: nunjucks.Environment, folder: string): void {
  const assets: Record<string, string> = JSON.parse(
    readFileSync(path.join(folder, 'vendor/assets.json'), 'utf8'),
  );
  environment.addGlobal('asset', (name: string) => {
    const address = assets[name];
    if (address === undefined) throw new Error(`no asset is named ${name}`);
    return address;
  });
  environment.addFilter('json', (value: unknown) => new nunjucks.runtime.SafeString(forScript(value)));
}

/** JSON that can stand inside a script element whatever is in it. */
export function forScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

type Lookup = (...inputs: unknown[]) => unknown;

/** throwOnUndefined lets a misspelt name in `if` and `for` pass as false; here every unknown name throws. */
function refuseUnknownNames(): void {
  const runtime = nunjucks.runtime as unknown as Record<string, Lookup>;
  for (const name of ['memberLookup', 'contextOrFrameLookup']) {
    const lookUp = runtime[name];
    if (lookUp === undefined || lookUp.name === 'strict') continue;
    runtime[name] = function strict(...inputs) {
      const found = lookUp(...inputs);
      if (found === undefined) throw new Error(`the view has nothing named ${String(inputs.at(-1))}`);
      return found;
    };
  }
}
