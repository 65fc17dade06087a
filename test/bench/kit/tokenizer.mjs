import { pathToFileURL } from 'node:url';
import { installPackage } from './npm-package.mjs';

const NAME = 'gpt-tokenizer';
const VERSION = '4.0.0';

/** Counts tokens of the encoding o200k_base, or where nothing may be installed estimates them; `unit` says which. */
export async function openTokenizer(folder, offline) {
  if (offline) return { unit: 'tokens are an estimate, bytes / 4', count: (text) => Buffer.byteLength(text) / 4 };
  const home = await installPackage(folder, NAME, VERSION);
  const { countTokens } = await import(pathToFileURL(`${home}/esm/encoding/o200k_base.js`).href);
  return { unit: `tokens of o200k_base, by ${NAME} ${VERSION}`, count: (text) => countTokens(text) };
}
