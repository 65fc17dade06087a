import { createHash } from 'node:crypto';

/** 64 KiB of text that does not repeat within itself: a lost, doubled or swapped piece of a long text changes its hash. */
const BLOCK = Array.from({ length: 1024 }, (_, part) => createHash('sha256').update(`${part}`).digest('hex')).join('');
const texts = new Map();

/** The text of so many bytes that the echo child answers with; both sides make it, and compare. */
export function echoText(bytes) {
  let text = texts.get(bytes);
  if (text === undefined) {
    const blocks = Array.from({ length: Math.ceil(bytes / BLOCK.length) }, (_, place) => {
      const cut = (place * 7) % BLOCK.length;
      return BLOCK.slice(cut) + BLOCK.slice(0, cut);
    });
    text = blocks.join('').slice(0, bytes);
    texts.set(bytes, text);
  }
  return text;
}

/** The line that the echo child answers with, byte for byte and without its newline. */
export function echoLine(id, bytes) {
  return `{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"${echoText(bytes)}"}]}}`;
}
