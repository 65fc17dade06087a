import type { IncomingMessage } from 'node:http';
import type { ResolvedOptions } from '../options.ts';
import { Refusal } from './refusal.ts';
import { emptyForm, type RequestForm, readForm } from './request-form.ts';

/** Deeper bodies are refused, so that none can exhaust the stack when it is read or written out. */
const maxDepth = 100;

export interface RequestBody {
  /** The parsed JSON; `undefined` where none was sent. */
  readonly json: unknown;
  readonly form: RequestForm;
}

/** Reads a body of JSON or a form, up to the size that the options allow. */
export async function readBody(incoming: IncomingMessage, options: ResolvedOptions): Promise<RequestBody> {
  const type = incoming.headers['content-type'] ?? '';
  const isForm = /^multipart\/form-data\s*;/i.test(type);
  const bytes = await readBytes(incoming, isForm ? options.maxUploadBytes : options.maxBodyBytes);
  if (isForm) {
    requireNoCheck(incoming);
    return { json: undefined, form: await readForm(bytes, type) };
  }
  if (bytes.length === 0) return { json: undefined, form: emptyForm };
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new Refusal(415, 'Unsupported Media Type: send the body as application/json.');
  }
  const json = parse(bytes.toString('utf8'));
  if (!isShallow(json, maxDepth)) throw new Refusal(400, 'Invalid request payload. The body is nested too deeply.');
  return { json, form: emptyForm };
}

async function readBytes(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped, so that the client gets to see the answer.
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > maxBytes) throw new Refusal(413, `Request too large. Requests must be at most ${maxBytes} bytes.`);
  return Buffer.concat(chunks);
}

/** A browser can be made to send a form, but not this header: both products refuse a form without it. */
function requireNoCheck(incoming: IncomingMessage): void {
  const token = incoming.headers['x-atlassian-token'];
  if (typeof token === 'string' && /^no-?check$/i.test(token)) return;
  throw new Refusal(403, 'XSRF check failed', { plain: true });
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
