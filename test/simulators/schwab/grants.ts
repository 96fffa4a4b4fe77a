/**
 * Who has signed in, with which app, and what they hold: a code for half a minute, an access for half an hour, a refresh
 * token until seven days after the sign-in, however often it is used.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';

export interface SignedIn {
  readonly user: string;
  readonly app: string;
  readonly at: number;
  /** The accounts that were ticked. */
  readonly accounts: readonly string[];
  isOver: boolean;
}

interface Code {
  readonly signedIn: SignedIn;
  readonly returnTo: string;
  readonly until: number;
}

export interface Granted {
  readonly access: string;
  readonly refresh: string;
}

const CODE_MS = 30_000;
export const ACCESS_SECONDS = 1800;
const SIGN_IN_MS = 7 * 86_400_000;

export class Grants {
  /** Whether each refresh brings another refresh token, and ends the one that was used. */
  rotates: boolean;
  readonly #codes = new Map<string, Code>();
  readonly #accesses = new Map<string, { readonly signedIn: SignedIn; readonly until: number }>();
  readonly #refreshes = new Map<string, SignedIn>();

  constructor(rotates: boolean) {
    this.rotates = rotates;
  }

  /** Ends what the same person gave to the same app before; an access lives on until its half hour is over. */
  signIn(signedIn: SignedIn, returnTo: string): string {
    for (const [, earlier] of this.#refreshes)
      if (earlier.user === signedIn.user && earlier.app === signedIn.app) earlier.isOver = true;
    const code = `C0.${words(24)}.${words(32)}@`;
    this.#codes.set(code, { signedIn, returnTo, until: signedIn.at + CODE_MS });
    return code;
  }

  /** Once; null where it is not to be had. */
  byCode(code: string, app: string, returnTo: string, at: number): Granted | null {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (known === undefined || known.until < at) return null;
    if (known.signedIn.app !== app || known.returnTo !== returnTo) return null;
    return this.#grant(known.signedIn, at, `${words(60)}@`);
  }

  byRefresh(refresh: string, app: string, at: number): Granted | null {
    const signedIn = this.#refreshes.get(refresh);
    if (signedIn === undefined || signedIn.app !== app) return null;
    if (signedIn.isOver || at >= signedIn.at + SIGN_IN_MS) return null;
    if (this.rotates) this.#refreshes.delete(refresh);
    return this.#grant(signedIn, at, this.rotates ? `${words(60)}@` : refresh);
  }

  #grant(signedIn: SignedIn, at: number, refresh: string): Granted {
    const access = `I0.${words(18)}.${words(32)}@`;
    this.#accesses.set(access, { signedIn, until: at + 1000 * ACCESS_SECONDS });
    this.#refreshes.set(refresh, signedIn);
    return { access, refresh };
  }

  /** Who asks; null: nobody who may. */
  holderOf(access: string, at: number): SignedIn | null {
    const known = this.#accesses.get(access);
    return known === undefined || known.until <= at ? null : known.signedIn;
  }

  /** As it happens now and then, long before the half hour is over. */
  endAccess(): void {
    this.#accesses.clear();
  }

  /** The app is revoked, or the refresh tokens are taken back: everyone signs in anew. */
  endSignIns(): void {
    this.endAccess();
    this.#refreshes.clear();
  }
}

/** As the answers show a token that they refuse. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url').slice(0, 22);
}

/** A token that says who signed in; nobody checks its signature. */
export function identityToken(user: string, at: number): string {
  const parts = [
    { alg: 'RS256', kid: randomUUID() },
    { sub: user, iat: Math.floor(at / 1000) },
  ];
  return [...parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')), words(64)].join(
    '.',
  );
}

function words(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
