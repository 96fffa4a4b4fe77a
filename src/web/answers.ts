import type { Socket } from 'node:net';
import type { ConnectionError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { methodNotAllowed, notFound, toWebError, type WebError } from './errors.ts';
import { HEADERS } from './headers.ts';
import { isFragment } from './view.ts';

/** One handler for everything that goes wrong: logged once, answered in the face that was asked for. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsOf(app, request.url.split('?')[0] ?? '/');
    return answerError(allowed.length > 0 ? methodNotAllowed(allowed) : notFound(), request, reply);
  });
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = toWebError(error);
  if (fault.statusCode >= 500) request.log.error({ err: error }, 'request failed');
  reply.code(fault.statusCode).headers(fault.headers);
  if (wantsJson(request)) return reply.send(asJson(fault, request));
  if (isFragment(request)) return reply.view('shared/_fault', { error: asView(fault, request) });
  if (fault.statusCode === 401)
    return reply.redirect(`/login?next=${encodeURIComponent(ownPath(request))}`, 303);
  return showError(fault, request, reply);
}

/** A page that cannot even say what went wrong says it in one plain line. */
function showError(fault: WebError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  try {
    const view = asView(fault, request);
    return reply.view('layouts/error', { error: view, shell: request.server.shellOf(request, view.title) });
  } catch (error) {
    request.log.error({ err: error }, 'the error page failed');
    return reply.type('text/plain; charset=utf-8').send(`${fault.message}\nRequest ${request.id}\n`);
  }
}

/** What Node itself could not read as HTTP: no request, no hooks, so all of the answer is here. */
export function answerUnreadable(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = 'This request cannot be read.\n';
  const headers = {
    ...HEADERS,
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(body.length),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

function asJson(fault: WebError, request: FastifyRequest): object {
  const errors = Object.keys(fault.fields).length > 0 ? { errors: fault.fields } : {};
  return { code: fault.code, message: fault.message, ...errors, request_id: request.id };
}

function asView(fault: WebError, request: FastifyRequest) {
  const { title, safe, todo } = WORDS[fault.statusCode] ?? FALLBACK;
  const signIn = { label: 'Sign in', href: `/login?next=${encodeURIComponent(ownPath(request))}` };
  return {
    status: fault.statusCode,
    title,
    what: fault.message,
    safe,
    todo,
    requestId: request.id,
    action: fault.statusCode === 401 ? signIn : false,
  };
}

const FALLBACK = { title: 'This did not work', safe: 'Nothing was changed.', todo: '' } as const;

const WORDS: Readonly<
  Record<number, { readonly title: string; readonly safe: string; readonly todo: string }>
> = {
  401: {
    title: 'Your session has ended',
    safe: 'Nothing was lost that you had saved.',
    todo: 'Sign in to go on.',
  },
  403: { title: 'Not for you', safe: 'Nothing was changed.', todo: '' },
  404: {
    title: 'Nothing here',
    safe: '',
    todo: 'The address may have a slip of the pen, or what was here is gone.',
  },
  405: { title: 'Not this way', safe: 'Nothing was changed.', todo: '' },
  413: { title: 'Too large', safe: 'Nothing was changed.', todo: '' },
  422: { title: 'This cannot be read', safe: 'Nothing was changed.', todo: '' },
  429: { title: 'A little slower', safe: 'Nothing was changed.', todo: '' },
  500: {
    title: 'Our mistake',
    safe: 'What was saved before is safe, and nothing was half saved.',
    todo: 'Try again; if it happens again, the log has the details under the number below.',
  },
  503: { title: 'Not just now', safe: 'What was saved before is safe.', todo: '' },
};

/** The address decides; elsewhere, a program may say that it prefers its errors as JSON. */
function wantsJson(request: FastifyRequest): boolean {
  if (request.url.startsWith('/api/') && request.routeOptions.config.face !== 'page') return true;
  if (['json', 'socket'].includes(request.routeOptions.config.face ?? '')) return true;
  const accept = request.headers.accept ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
}

/** Where to come back to after signing in: the page around a fragment, never an address of another site. */
function ownPath(request: FastifyRequest): string {
  const around = isFragment(request) ? request.headers['hx-current-url'] : undefined;
  if (typeof around === 'string' && URL.canParse(around)) return new URL(around).pathname;
  return request.method === 'GET' && around === undefined ? request.url : '/';
}

function methodsOf(app: FastifyInstance, path: string): readonly string[] {
  const matching = app.knownRoutes.filter((route) => route.url !== '*' && toPattern(route.url).test(path));
  return [...new Set(matching.map((route) => route.method))];
}

function toPattern(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part === '*' ? '.*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}
