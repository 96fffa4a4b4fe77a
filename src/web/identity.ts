import type { Actor } from '../model/actor.ts';
import type { Undo } from '../model/outcome.ts';
import type { Role, Scope } from '../model/roles.ts';
import type { Theme } from '../model/theme.ts';

/** Who is asking, once the cookie or the token has been recognised. */
export interface Identity {
  readonly actor: Actor;
  readonly name: string;
  readonly role: Role;
  readonly theme: Theme;
  readonly timeZone: string;
  /** null where a program asks with its token. */
  readonly session: { readonly id: string; readonly csrf: string; readonly notice: Notice | null } | null;
  /** null where a person is signed in. */
  readonly token: { readonly id: string; readonly scope: Scope } | null;
}

/** Said once, on the next page of a session. */
export interface Notice {
  readonly message: string;
  readonly tone: 'gain' | 'loss' | 'info';
  readonly undo: Undo | false;
  /** Where it is said, and since when it waits. */
  readonly path: string;
  readonly at: number;
}

/** What the web needs of whoever keeps sessions and tokens; features/auth has it. */
export interface SessionStore {
  bySession(secret: string, address: string): Identity | null;
  /** A number: of so many failures comes this address that it waits, in milliseconds. */
  byToken(secret: string, address: string): Identity | number | null;
  setNotice(sessionId: string, notice: Omit<Notice, 'at'> | null): void;
}

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | null;
  }
}
