const PATIENCE_MS = 60_000;

/** What our bridge says of itself in `/health`. */
export async function readHealth(url) {
  const response = await fetch(`${url}/health`);
  return (await response.json()).bridge;
}

/** Waits until `/health` says what `isReached` looks for, and returns it. Fails after a minute. */
export async function untilHealth(url, isReached, patienceMs = PATIENCE_MS) {
  for (const giveUp = performance.now() + patienceMs; ; ) {
    const health = await readHealth(url);
    if (isReached(health)) return health;
    if (performance.now() > giveUp) throw new Error(`/health never said so: ${JSON.stringify(health)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
