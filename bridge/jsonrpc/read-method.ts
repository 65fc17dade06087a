import { QUOTE } from './ascii.ts';
import { KnownStrings } from './known-strings.ts';
import type { Range } from './range.ts';
import { readString } from './read-string.ts';

/** MCP's, from 2024-11-05 to 2025-11-25. */
const known = new KnownStrings([
  'initialize',
  'ping',
  'tools/list',
  'tools/call',
  'resources/list',
  'resources/read',
  'resources/templates/list',
  'resources/subscribe',
  'resources/unsubscribe',
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'logging/setLevel',
  'sampling/createMessage',
  'elicitation/create',
  'roots/list',
  'notifications/initialized',
  'notifications/cancelled',
  'notifications/progress',
  'notifications/message',
  'notifications/resources/updated',
  'notifications/resources/list_changed',
  'notifications/tools/list_changed',
  'notifications/prompts/list_changed',
  'notifications/roots/list_changed',
]);

/** The method at `range`, any that there may be, its escapes decoded; undefined when it is no string. */
export function readMethod(bytes: Buffer, range: Range): string | undefined {
  if (bytes[range.start] !== QUOTE) return undefined;
  return known.find(bytes, range.start + 1, range.end - 1) ?? readString(bytes, range);
}
