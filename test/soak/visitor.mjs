import { setTimeout as delay } from 'node:timers/promises';
import { SseClient, StreamableClient } from './client.mjs';

/** What one client does from the time it comes until it goes, or vanishes. */
export async function visit(url, ledger, random) {
  const client = random.chance(0.5) ? new SseClient(url, ledger) : new StreamableClient(url, ledger);
  try {
    await client.open();
    for (let deeds = random.between(1, 12); deeds > 0; deeds -= 1) await deed(client, random);
    if (random.chance(0.3)) {
      void client.call('slow', { ms: 300, n: random.next() });
      await delay(random.between(0, 200));
      client.vanish();
    } else await client.end();
  } catch (error) {
    client.vanish();
    if (!isBroken(error)) throw error;
  }
}

function deed(client, random) {
  const given = { n: random.next(), text: 'é'.repeat(random.between(0, 200)) };
  const deeds = [
    () => client.call('look', given),
    () => client.call('book', { ...given, ms: random.between(0, 500) }),
    () => client.call('slow', { ...given, ms: random.between(50, 900) }),
    () => client.call('slow', { ...given, ms: 200 }, { breakOff: true }),
    () => client.call('slow', { ...given, ms: 400 }, { cancel: true }),
    () => client.call('large', { ...given, size: random.between(100_000, 2_000_000) }, { stallMs: 150 }),
    () => Promise.all(Array.from({ length: 8 }, (_, n) => client.call('look', { ...given, n }))),
    // long enough to hibernate, and with what follows not long enough for the session to end
    () => delay(random.between(100, 3500)).then(() => client.call('look', given)),
  ];
  return random.oneOf(deeds)();
}

/** Its session had ended, or it could get none: the ledger knows. */
function isBroken({ code, message }) {
  return code === 'ECONNRESET' || message === 'no session' || message === 'socket hang up';
}
