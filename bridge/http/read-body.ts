import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { GatheredBytes } from '../../src/base/gathered-bytes.ts';
import { BodyTooLargeError, UnsupportedMediaTypeError } from '../errors.ts';

/**
 * Reads a whole JSON body as bytes. Throws `UnsupportedMediaTypeError`, or `BodyTooLargeError` as soon as the limit is
 * known to be passed: by the Content-Length before a byte is read.
 */
export async function readBody(request: IncomingMessage, maxBodyBytes: number): Promise<Buffer> {
  const { headers } = request;
  if (!isJson(headers['content-type']) || headers['content-encoding'] !== undefined)
    throw new UnsupportedMediaTypeError();
  if (Number(headers['content-length']) > maxBodyBytes) throw new BodyTooLargeError(maxBodyBytes);
  const body = await collect(request, maxBodyBytes);
  if (!isUtf8(body)) throw new UnsupportedMediaTypeError();
  return body;
}

function isJson(contentType: string | undefined): boolean {
  return (
    contentType === 'application/json' || contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json'
  );
}

function collect(request: IncomingMessage, maxBodyBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const body = new GatheredBytes();
    request.on('data', (chunk: Buffer) => {
      if (body.length + chunk.length <= maxBodyBytes) body.push(chunk);
      else {
        request.removeAllListeners('data').pause();
        body.clear();
        reject(new BodyTooLargeError(maxBodyBytes));
      }
    });
    request.once('end', () => resolve(body.take()));
    request.once('error', reject);
  });
}
