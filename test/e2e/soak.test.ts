import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { bridgeBin } from '../support/bins.ts';

const soak = fileURLToPath(new URL('../soak/soak.mjs', import.meta.url));

it('nothing is wrong, missing, answered twice or left over after a while of clients and children that vanish (P-ANSWER, P-ISOLATE, P-ORPHAN)', async () => {
  const words = [soak, '--minutes', '0.15', '--bridge', bridgeBin];
  // what it prints is part of the error, where it fails
  const { stdout } = await promisify(execFile)(process.execPath, words);
  expect(stdout.match(/nothing wrong/g)).toHaveLength(2);
});
