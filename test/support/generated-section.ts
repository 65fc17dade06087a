import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { repositoryRoot } from './bins.ts';

/**
 * Holds the part of a document between `<!-- name -->` and `<!-- /name -->` to what the code gives.
 * `UPDATE_DOCS=1` writes it anew instead.
 */
export function expectGeneratedSection(file: string, name: string, expected: string): void {
  const filePath = path.join(repositoryRoot, file);
  const text = readFileSync(filePath, 'utf8');
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start) + start.length, text.indexOf(end)];
  expect(from >= start.length && to >= from, `${file} has ${start} and ${end}`).toBe(true);
  const section = `\n${expected.trim()}\n`;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(filePath, text.slice(0, from) + section + text.slice(to));
  else expect(text.slice(from, to), `${file} is not up to date: run npm run docs`).toBe(section);
}
