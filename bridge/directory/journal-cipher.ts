import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
/** What NIST SP 800-38D recommends for GCM. Bytes. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what Redis keeps of sessions. A sealed value is nonce, tag and ciphertext in a row. It opens only in its place: the
 * name of its key and field are authenticated with it.
 */
export class JournalCipher {
  readonly #key: Buffer | undefined;

  /** `key` is 32 bytes; undefined: nothing is encrypted. */
  constructor(key: Buffer | undefined) {
    this.#key = key;
  }

  seal(value: Buffer, place: string): Buffer {
    if (this.#key === undefined) return value;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#key, nonce).setAAD(Buffer.from(place));
    const text = Buffer.concat([cipher.update(value), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  /** Undefined where the value was not sealed with this key for this place. */
  open(sealed: Buffer, place: string): Buffer | undefined {
    if (this.#key === undefined) return sealed;
    try {
      const decipher = createDecipheriv(ALGORITHM, this.#key, sealed.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      }).setAAD(Buffer.from(place));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    } catch {
      return undefined;
    }
  }
}
