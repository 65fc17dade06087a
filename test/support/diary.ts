import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { fixtureChild } from './bins.ts';
import type { ReplicaMessage } from './replica-stream.ts';

/** What the children of all replicas have heard, together. */
export interface Diary {
  /** The command of the children that write it. */
  readonly child: readonly string[];
  heard(): ReplicaMessage[];
  /** How often a request of this id has been heard. */
  times(id: unknown): number;
  /** Resolves once it has been heard so often. @default 1 */
  hears(id: unknown, times?: number): Promise<void>;
}

/** How often the file is read. Milliseconds. */
const POLL_MS = 20;

/** A new file for them, removed when the test is over. */
export function openDiary(): Diary {
  const folder = mkdtempSync(path.join(tmpdir(), 'diary-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'diary');
  writeFileSync(file, '');
  const heard = (): ReplicaMessage[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const times = (id: unknown): number => heard().filter((message) => message.id === id).length;
  return {
    child: fixtureChild('writes-a-diary', file),
    heard,
    times,
    async hears(id, often = 1) {
      while (times(id) < often) await delay(POLL_MS); // other processes write it
    },
  };
}
