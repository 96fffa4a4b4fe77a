import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The installation's keys, newest first: the newest seals, every one of them can check. */
export interface Keyring {
  seal(text: string): { readonly keyId: string; readonly seal: string };
  /** null where the key of that name is not on the ring. */
  sealWith(keyId: string, text: string): string | null;
}

export const KEY_FILE = 'encryption.key';

export function openKeyring(keys: readonly string[]): Keyring {
  const ring = new Map(keys.map((key) => [idOf(key), derive(key, 'audit')]));
  const [newest] = ring.keys();
  if (newest === undefined) throw new Error('a keyring needs a key');
  const sealWith = (keyId: string, text: string) => {
    const secret = ring.get(keyId);
    return secret === undefined ? null : createHmac('sha256', secret).update(text).digest('hex');
  };
  return { sealWith, seal: (text) => ({ keyId: newest, seal: sealWith(newest, text) ?? '' }) };
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

/** One key, one purpose: what seals the audit log never encrypts a token. */
function derive(key: string, purpose: string): Buffer {
  return createHmac('sha256', Buffer.from(key)).update(`rollbook:${purpose}`).digest();
}
