import * as z from 'zod';
import type { Limits } from '../settings.ts';
import { beginningWithin, dataWithin, textWithin } from './cut-to-size.ts';
import { nextPageToken, readToken, writeToken } from './page-token.ts';
import { ENVELOPE_BYTES, sizeOf } from './result-size.ts';
import type { ToolResult } from './tool-result.ts';

/** The members that a document's `structuredContent` has beside its facts. */
export function documentOutput() {
  return { text: z.string(), next_page_token: nextPageToken() };
}

/** Some of the text is in each part, so that reading gets on. */
const LEAST_PART = 100;

interface Document<Facts> {
  /** Shown in every part: what the document is, in a few lines of Markdown. */
  readonly head: string;
  /** The long text. */
  readonly body: string;
  /** What is known of it, as data. */
  readonly facts: Facts;
  readonly pageToken: string | undefined;
}

/** Room for the words that say where a text goes on, and for the token for that. */
const CONTINUATION_BYTES = 256;

/**
 * A result with a long text in it, or the part of it that a result has room for, with the token for the rest. Text and data
 * both hold the part, since some clients show their model only one of them; together they stay within the limit.
 */
export function documentResult<Facts extends Record<string, unknown>>(
  document: Document<Facts>,
  { resultBytes }: Limits,
): ToolResult<Facts & { text: string; next_page_token?: string }> {
  const { body, pageToken } = document;
  const { skip } = readToken(pageToken);
  const head = textWithin(document.head, resultBytes / 4); // half of a result is for the text in any case
  const facts = dataWithin(document.facts, resultBytes / 4);
  const room = resultBytes - ENVELOPE_BYTES - CONTINUATION_BYTES - sizeOf(head) - sizeOf(facts);
  const part = beginningWithin(body.slice(skip), room / 2, LEAST_PART);
  const next = skip + part.length;
  const parts = [head, ...(skip > 0 ? [`[Continued at character ${skip}.]`] : []), part.trim()];
  if (next >= body.length) return { text: shown(parts), data: { ...facts, text: part } };
  const token = writeToken({ skip: next });
  parts.push(`[The text goes on for ${body.length - next} characters. To read on, pass page_token "${token}".]`);
  return { text: shown(parts), data: { ...facts, text: part, next_page_token: token } };
}

function shown(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
