import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a secret is kept. It is bound to it: a row swapped with another is noticed. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
  readonly user: string;
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** `v1.<keyId>.<iv>.<tag>.<ciphertext>` */
export function encrypted(text: string, place: Place, keyId: string, key: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(bound(place));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = [iv, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url'));
  return ['v1', keyId, ...parts].join('.');
}

/** Throws a KeyFault where it was changed, or belongs to another place. */
export function decrypted(secret: string, place: Place, key: Buffer): string {
  const [, , iv = '', tag = '', ciphertext = ''] = secret.split('.');
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64url'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(bound(place)).setAuthTag(Buffer.from(tag, 'base64url'));
    const text = Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]);
    return text.toString('utf8');
  } catch {
    throw KeyFault.misplaced(place);
  }
}

export function keyIdOf(secret: string): string {
  const [version, keyId = ''] = secret.split('.');
  return version === 'v1' ? keyId : '';
}

/** A secret of the database cannot be read. The message says what to do. */
export class KeyFault extends Error {
  override readonly name = 'KeyFault';
  readonly kind: 'lost' | 'misplaced';

  private constructor(kind: 'lost' | 'misplaced', message: string) {
    super(message);
    this.kind = kind;
  }

  static lost(keyId: string): KeyFault {
    return new KeyFault(
      'lost',
      `This was encrypted with the key ${/^[0-9a-f]{8}$/.test(keyId) ? keyId : 'of another program'}, which is not on the keyring. Put that key back, or add it to ENCRYPTION_KEY after a comma.`,
    );
  }

  static misplaced({ table, column }: Place): KeyFault {
    return new KeyFault(
      'misplaced',
      `What is kept in ${table}.${column} was changed, or belongs to another row: it cannot be trusted and is not used.`,
    );
  }
}

function bound({ table, column, row, user }: Place): Buffer {
  return Buffer.from([table, column, row, user].join('|'));
}
