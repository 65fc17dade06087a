import { EventEmitter, once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { RateLimitedError, RefusedError } from '../../../server-core/atlassian/errors.ts';
import type { CallContext } from '../../../server-core/call-context.ts';
import { Subscriptions } from '../../../server-core/live/subscriptions.ts';
import { defineResourceKind, type ReadStamps } from '../../../server-core/resource-kind.ts';
import { readSettings } from '../../../server-core/settings.ts';

function contextOf(signal: AbortSignal): CallContext {
  const never = () => Promise.reject(new Error('not used'));
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  return { jira: never, confluence: never, settings: readSettings({}), progress: () => {}, signal, log };
}

/** Subscriptions to things that stamp themselves as the test says, looked at every few milliseconds. */
function watch(stamps: ReadStamps, now?: () => number) {
  const looks: { readonly names: readonly string[]; readonly minutes: number | undefined }[] = [];
  const events = new EventEmitter();
  const changed: string[] = [];
  const kind = defineResourceKind({
    name: 'thing',
    title: 'Thing',
    description: 'A thing',
    uriTemplate: 'thing://{NAME}',
    parameters: () => z.strictObject({ NAME: z.string() }),
    read: async () => '',
    stamps: async (watched, minutes, context) => {
      looks.push({ names: watched.map(({ parameters }) => parameters['NAME'] ?? ''), minutes });
      const result = await stamps(watched, minutes, context);
      if (minutes !== undefined) setImmediate(() => events.emit('look'));
      return result;
    },
  });
  const subscriptions = new Subscriptions({
    kinds: [kind],
    pollMs: 5,
    most: 3,
    contextOf,
    onChange: (uri) => {
      changed.push(uri);
      events.emit('change');
    },
    ...(now !== undefined && { now }),
  });
  onTestFinished(() => subscriptions.close());
  // the poll itself keeps no process alive
  const alive = setInterval(() => {}, 1_000);
  onTestFinished(() => clearInterval(alive));
  const add = (name: string, signal = new AbortController().signal) =>
    subscriptions.add(`thing://${name}`, contextOf(signal));
  const look = () => once(events, 'look');
  return { subscriptions, looks, changed, add, look, change: () => once(events, 'change') };
}

const all =
  (stamp: string): ReadStamps =>
  async (watched) =>
    watched.map(() => stamp);
const refusal = { service: 'Jira', request: 'GET /x', words: undefined };

describe('what is subscribed to', () => {
  it('is looked at in one request for all, and not at all once the last has ended', async () => {
    const { subscriptions, looks, add, look } = watch(all('1'));
    await add('a');
    await add('b');
    await look();
    await look();
    expect(looks.at(-1)?.names).toEqual(['a', 'b']);
    subscriptions.remove('thing://a');
    subscriptions.remove('thing://b');
    const before = looks.length;
    const other = watch(all('1')); // as long as two looks of another take
    await other.add('c');
    await other.look();
    await other.look();
    expect(looks.length).toBe(before);
  });

  it('is as much as is allowed, what is still looked for among it', async () => {
    const { subscriptions, add } = watch(all('1'));
    await Promise.all([add('a'), add('b'), add('c')]);
    await add('a'); // is subscribed to already
    await expect(add('d')).rejects.toMatchObject({ data: { code: 'TOO_MANY_SUBSCRIPTIONS' } });
    subscriptions.remove('thing://b');
    await Promise.all([add('d'), expect(add('e')).rejects.toMatchObject({ data: { code: 'TOO_MANY_SUBSCRIPTIONS' } })]);
  });

  it('has not changed for a second subscription, and is told of once', async () => {
    let stamp = '1';
    const { changed, add, change, look } = watch(async (watched, minutes, context) =>
      all(stamp)(watched, minutes, context),
    );
    await add('a');
    stamp = '2';
    await add('a'); // what it would be stamped with now is not what its client has seen
    await change();
    await look();
    expect(changed).toEqual(['thing://a']);
  });

  it('is not what was taken back while it was being found', async () => {
    let found = (): void => {};
    const { subscriptions, looks, add } = watch(async (watched) => {
      await new Promise<void>((resolve) => {
        found = resolve;
      });
      return watched.map(() => '1');
    });
    const cancelled = new AbortController();
    const wishes = [
      { ask: () => add('a'), takeBack: () => subscriptions.remove('thing://a') },
      { ask: () => add('b', cancelled.signal), takeBack: () => cancelled.abort() },
      { ask: () => add('c'), takeBack: () => subscriptions.close() },
    ];
    for (const { ask, takeBack } of wishes) {
      const asked = ask();
      takeBack();
      found();
      await asked;
    }
    const other = watch(all('1'));
    await other.add('d');
    await other.look();
    await other.look();
    expect(looks.map(({ minutes }) => minutes)).toEqual([undefined, undefined, undefined]);
  });

  it('is told of although the site refuses to tell of another', async () => {
    let stamp = '1';
    const { changed, add, change } = watch(async (watched, minutes) => {
      if (minutes !== undefined && watched.some(({ parameters }) => parameters['NAME'] === 'deleted')) {
        throw new RefusedError('NOT_FOUND', { ...refusal, status: 404 }, '');
      }
      return watched.map(() => stamp);
    });
    await add('deleted');
    await add('kept');
    const told = change();
    stamp = '2';
    await told;
    expect(changed).toEqual(['thing://kept']);
  });

  it('is asked about over all of the time in which the site did not answer', async () => {
    let failures = 0;
    let time = 0;
    const { looks, add, look } = watch(
      async (watched, minutes) => {
        if (minutes !== undefined && failures < 3) {
          failures += 1;
          throw new RefusedError('UPSTREAM_ERROR', { ...refusal, status: 503 }, '');
        }
        return watched.map(() => '1');
      },
      () => {
        time += 600_000;
        return time;
      },
    );
    await add('a');
    await look();
    expect(looks.map(({ minutes }) => minutes).slice(0, 5)).toEqual([undefined, 12, 22, 32, 42]);
  });

  it('is looked at over two minutes at least, though the clock is set back', async () => {
    let time = 1e12;
    const { looks, add, look } = watch(all('1'), () => {
      time -= 3_600_000;
      return time;
    });
    await add('a');
    await look();
    expect(looks.at(-1)?.minutes).toBe(2);
  });

  it('is left alone for as long as the site asks for', async () => {
    let refusals = 0;
    const { add, look, looks } = watch(async (watched, minutes) => {
      if (minutes !== undefined && refusals === 0) {
        refusals += 1;
        throw new RateLimitedError({ ...refusal, status: 429 }, { reason: undefined, isQuota: false, waitMs: 300 });
      }
      return watched.map(() => '1');
    });
    await add('a');
    const startedAt = performance.now();
    await look();
    expect(performance.now() - startedAt).toBeGreaterThan(290);
    expect(looks).toHaveLength(3);
  });
});
