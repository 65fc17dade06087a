import * as z from 'zod';
import { codeFence } from '../atlassian/rich-text/code-fence.ts';
import { InvalidArgumentsError } from '../errors.ts';
import type { JiraApi } from './jira-api.ts';

/** In which form a text comes or goes: Markdown, or as the site has it, where nothing is lost on the way. */
export type TextFormat = 'markdown' | 'raw';

/** More than a text of a Jira site may hold, in characters; its own limit is 32,767 unless it was changed. */
const MAX_TEXT = 200_000;

/** An argument for a long text. */
export function textArgument(description: string): z.ZodString {
  return z.string().max(MAX_TEXT).describe(description);
}

/** The argument that says in which form a text comes or goes. */
export function textFormat() {
  return z.enum(['markdown', 'raw']).default('markdown').describe('raw: ADF JSON on Cloud, else wiki markup');
}

/** A text as the site takes it. Throws `InvalidArgumentsError` for a raw text that is none; `argument` is its name. */
export async function writtenText(jira: JiraApi, text: string, format: TextFormat, argument: string): Promise<unknown> {
  if (format === 'markdown') return jira.dialect.writeText(text);
  return jira.dialect.deployment === 'cloud' ? adfDocument(text, argument) : text;
}

/** A text of the site as it is: ADF as JSON, or wiki markup. Empty where there is none. */
export function rawText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A raw text, fenced off from the Markdown around it. */
export function fenced(text: string): string {
  const fence = codeFence(text, 3);
  return `${fence}\n${text}\n${fence}`;
}

function adfDocument(text: string, argument: string): object {
  const document = parsed(text);
  if (typeof document === 'object' && document !== null && 'type' in document && document.type === 'doc') {
    return document;
  }
  throw new InvalidArgumentsError('a raw text', [
    `${argument}: expected an ADF document as JSON, such as {"type":"doc","version":1,"content":[]}`,
  ]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
