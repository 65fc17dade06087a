import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/sdk/types.js';
import { markdown } from '../media-type.ts';

/** What a tool has to say: Markdown for people and models, and the same as data for programs. */
export interface ToolResult<Data extends Record<string, unknown> = Record<string, unknown>> {
  readonly text: string;
  /** By the tool's output schema. */
  readonly data: Data;
  /** Shown after the text: the resource that the call made, changed or gathered, or files. */
  readonly more?: readonly ContentBlock[];
}

/** Text, and the resource that the call made, changed or gathered. */
export function resourceResult<Data extends Record<string, unknown>>(
  text: string,
  data: Data,
  resource: { readonly uri: string; readonly text: string },
): ToolResult<Data> {
  return { text, data, more: [{ type: 'resource', resource: { mimeType: markdown, ...resource } }] };
}

/** The result as MCP has it. */
export function toCallToolResult({ text, data, more = [] }: ToolResult): CallToolResult {
  return { content: [{ type: 'text', text }, ...more], structuredContent: data };
}

/** A result that says what went wrong; programs read `_meta.code`. */
export function errorResult(
  message: string,
  code: string,
  details: Readonly<Record<string, unknown>> = {},
): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: message }], _meta: { code, ...details } };
}
