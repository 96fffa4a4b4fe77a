import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { decrypted, encrypted, KeyFault, keyIdOf, type Place } from './secrets.ts';

/** The installation's keys, newest first: the newest seals and encrypts, every one of them checks and decrypts. */
export interface Keyring {
  seal(text: string): { readonly keyId: string; readonly seal: string };
  /** null where the key of that name is not on the ring. */
  sealWith(keyId: string, text: string): string | null;
  /** For this place only: moved to another row or column it cannot be read. */
  encrypt(text: string, place: Place): string;
  /** Throws a KeyFault. */
  decrypt(secret: string, place: Place): string;
  /** Encrypted with a key that is no longer the newest. */
  isOld(secret: string): boolean;
}

export const KEY_FILE = 'encryption.key';

export function openKeyring(keys: readonly string[]): Keyring {
  const ring = new Map(keys.map((key) => [idOf(key), keysOf(key)]));
  const [first] = ring;
  if (first === undefined) throw new Error('a keyring needs a key');
  const [newest, { secrets }] = first;
  const sealWith = (keyId: string, text: string) => {
    const key = ring.get(keyId)?.audit;
    return key === undefined ? null : createHmac('sha256', key).update(text).digest('hex');
  };
  return {
    sealWith,
    seal: (text) => ({ keyId: newest, seal: sealWith(newest, text) ?? '' }),
    encrypt: (text, place) => encrypted(text, place, newest, secrets),
    decrypt: (secret, place) => {
      const key = ring.get(keyIdOf(secret))?.secrets;
      if (key === undefined) throw KeyFault.lost(keyIdOf(secret));
      return decrypted(secret, place, key);
    },
    isOld: (secret) => keyIdOf(secret) !== newest,
  };
}

/** One key, one purpose: what seals the audit log never encrypts a token. */
function keysOf(key: string): { readonly audit: Buffer; readonly secrets: Buffer } {
  return { audit: derive(key, 'audit'), secrets: derive(key, 'secrets') };
}

/** The keys a private installation has made for itself; null where it has not. */
export function keysIn(dataDir: string): { readonly keys: readonly string[] } | null {
  const file = path.join(dataDir, KEY_FILE);
  return existsSync(file)
    ? {
        keys: readFileSync(file, 'utf8')
          .trim()
          .split(/\s*,\s*/),
      }
    : null;
}

/** Made once, readable by its owner only. */
export function makeKeyIn(dataDir: string): { readonly keys: readonly string[]; readonly madeNow: string } {
  const file = path.join(dataDir, KEY_FILE);
  const key = randomBytes(32).toString('hex');
  // On the disk before anything is sealed with it: an empty file after a power cut would be a lost key.
  writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return { keys: [key], madeNow: file };
}

function idOf(key: string): string {
  return createHash('sha256').update(`id:${key}`).digest('hex').slice(0, 8);
}

function derive(key: string, purpose: string): Buffer {
  return createHmac('sha256', Buffer.from(key)).update(`rollbook:${purpose}`).digest();
}
