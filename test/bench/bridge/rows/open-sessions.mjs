import { rawClients } from '../clients/raw-clients.mjs';

/** Opens `count` sessions of a rival, a few at a time, and resolves to their clients. */
export async function openSessions(rival, count) {
  const opened = [];
  while (opened.length < count) {
    const some = Array.from({ length: Math.min(5, count - opened.length) }, async () => {
      const client = await rawClients[rival.era](rival);
      await client.initialize();
      return client;
    });
    opened.push(...(await Promise.all(some)));
  }
  return opened;
}
