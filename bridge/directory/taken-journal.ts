import type { JournalCipher } from './journal-cipher.ts';
import type { OwnedSession } from './owned-session.ts';
import type { RedisReply } from './redis-connection.ts';

/** What a journal's fields are called among those of their session. */
const PREFIX = 'j:';

export function journalField(name: string): string {
  return `${PREFIX}${name}`;
}

/**
 * Reads the journal that came with a session: `reply` has all fields of the session and their values in turn. The session goes
 * on with it. Fields that were sealed with another key are left out and will be removed; `unreadable` names them.
 */
export function readTakenJournal(
  { key, journal }: OwnedSession,
  reply: readonly RedisReply[],
  cipher: JournalCipher,
): { readonly fields: ReadonlyMap<string, Buffer>; readonly unreadable: readonly string[] } {
  const fields = new Map<string, Buffer>();
  const unreadable: string[] = [];
  for (let index = 0; index < reply.length; index += 2) {
    const [field, sealed] = [String(reply[index]), reply[index + 1]];
    if (!field.startsWith(PREFIX) || !Buffer.isBuffer(sealed)) continue;
    const name = field.slice(PREFIX.length);
    const value = cipher.open(sealed, `${key} ${field}`);
    journal.load(name, value ?? sealed);
    if (value === undefined) unreadable.push(name);
    else fields.set(name, value);
  }
  for (const name of unreadable) journal.remove(name);
  return { fields, unreadable };
}
