import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findExecutable } from '../../../bridge/child/find-executable.ts';

describe('findExecutable', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'find-executable-'));
    for (const name of ['one', 'two']) mkdirSync(path.join(folder, name));
    mkdirSync(path.join(folder, 'one', 'tool'));
    for (const name of ['one/text', 'two/text', 'two/tool']) writeFileSync(path.join(folder, name), '');
    for (const name of ['two/text', 'two/tool']) chmodSync(path.join(folder, name), 0o755);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('looks for a name in the folders of the path, in their order', () => {
    expect(findExecutable('tool', `/no/such:${folder}/two:${folder}/one`, '/')).toBe(`${folder}/two/tool`);
  });

  it('passes over folders, and over files that may not be executed', () => {
    for (const name of ['tool', 'text']) {
      expect(findExecutable(name, `${folder}/one:${folder}/two`, '/')).toBe(`${folder}/two/${name}`);
    }
  });

  it('takes a path with a slash from the folder to run in, and an empty entry for that folder', () => {
    expect(findExecutable('./two/tool', '', folder)).toBe(`${folder}/two/tool`);
    expect(findExecutable(`${folder}/two/tool`, '', '/')).toBe(`${folder}/two/tool`);
    expect(findExecutable('tool', ':/no/such', `${folder}/two`)).toBe(`${folder}/two/tool`);
  });

  it('finds nothing where there is nothing', () => {
    expect(findExecutable('tool', '/no/such', folder)).toBeUndefined();
    expect(findExecutable('./tool', `${folder}/two`, folder)).toBeUndefined();
    expect(findExecutable('one/text', '', folder)).toBeUndefined();
  });
});
