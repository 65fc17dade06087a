import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { citationsIn } from './citations.ts';
import { promises } from './promises.ts';

const tests = path.resolve(import.meta.dirname, '..');
const files = readdirSync(tests, { encoding: 'utf8', recursive: true }).filter(
  (file) => file.endsWith('.test.ts') && !file.startsWith('requirements'),
);
const citations = files.flatMap((file) => citationsIn(readFileSync(path.join(tests, file), 'utf8')));
const cited = new Set(citations.flatMap(({ ids }) => ids));
const known = new Set<string>(promises.map(({ id }) => id));

describe('the promises', () => {
  it('have ids of their own', () => {
    expect(known.size).toBe(promises.length);
  });

  it.each(promises.filter(({ delivered }) => delivered))('have a test for $id, which is delivered', ({ id }) => {
    expect(cited).toContain(id);
  });

  it.each(promises.filter(({ delivered }) => !delivered))('say what holds so far of $id, which is not', ({ soFar }) => {
    expect(soFar).toBeTruthy();
  });

  it('include every one that a test cites', () => {
    const unknown = citations.filter(({ ids }) => ids.some((id) => !known.has(id)));
    expect(unknown).toEqual([]);
  });
});

describe('citationsIn', () => {
  it.each([
    ["it('keeps every byte (P-BYTES)', () => {})", ['P-BYTES']],
    ["it.each(eras)('keeps $name apart (P-ISOLATE, P-BYTES)', run)", ['P-ISOLATE', 'P-BYTES']],
    ["test.skipIf(!linux)(\n  'P-ORPHAN: leaves nobody behind', run)", ['P-ORPHAN']],
    ['describe(`the table (P-404)`, run)', ['P-404']],
  ])('finds the promises in %s', (source, ids) => {
    expect(citationsIn(source).flatMap((citation) => citation.ids)).toEqual(ids);
  });

  it('leaves comments and other strings alone', () => {
    expect(citationsIn("// it keeps (P-BYTES)\nconst text = 'P-BYTES: in a string';")).toEqual([]);
  });
});
