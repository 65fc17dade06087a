import { median } from '../../kit/in-turns.mjs';

const BYTES = 100;
/** Calls under way at once where they are pipelined. */
export const IN_FLIGHT = 32;

/** The middle of the times of calls made one after the other, in microseconds. */
export async function callInTurn(client, count) {
  const times = [];
  for (let made = 0; made < count; made += 1) {
    const startMs = performance.now();
    await client.call(BYTES);
    times.push(performance.now() - startMs);
  }
  return median(times) * 1e3;
}

/** Makes `count` calls, `inFlight` of them under way at any time. */
export async function callPipelined(client, count, inFlight = IN_FLIGHT) {
  let left = count;
  const oneAfterAnother = async () => {
    while (left > 0) {
      left -= 1;
      await client.call(BYTES);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, oneAfterAnother));
}
