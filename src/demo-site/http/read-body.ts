import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** Deeper bodies are refused, so that none can exhaust the stack when it is read or written out. */
const maxDepth = 100;

/** Reads a JSON body of at most `maxBytes`. Resolves to `undefined` where none was sent. */
export async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped, so that the client gets to see the answer.
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > maxBytes) throw new Refusal(413, `Request too large. Requests must be at most ${maxBytes} bytes.`);
  if (size === 0) return undefined;
  const type = incoming.headers['content-type'] ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new Refusal(415, 'Unsupported Media Type: send the body as application/json.');
  }
  const body = parse(Buffer.concat(chunks).toString('utf8'));
  if (!isShallow(body, maxDepth)) throw new Refusal(400, 'Invalid request payload. The body is nested too deeply.');
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(400, 'Invalid request payload. The body is not well-formed JSON.');
  }
}

/** Whether lists and objects are inside each other at most `levels` deep, whatever member they are in. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
