import { isUtf8 } from 'node:buffer';
import { GatheredBytes } from '../../src/base/gathered-bytes.ts';
import { BodyTooLargeError, UnsupportedMediaTypeError } from '../errors.ts';
import type { Exchange } from './exchange.ts';

/**
 * Reads a whole JSON body as bytes. Rejects with `UnsupportedMediaTypeError`, or with `BodyTooLargeError` as soon as the
 * limit is known to be passed: by the Content-Length before a byte is read.
 */
export function readBody(exchange: Exchange, maxBodyBytes: number): Promise<Buffer> {
  const { request, body } = exchange;
  if (body !== undefined) return Promise.resolve(body);
  return new Promise((resolve, reject) => {
    const { headers } = request;
    if (!isJson(headers['content-type']) || headers['content-encoding'] !== undefined) {
      throw new UnsupportedMediaTypeError();
    }
    if (Number(headers['content-length']) > maxBodyBytes) throw new BodyTooLargeError(maxBodyBytes);
    const parts = new GatheredBytes();
    request.on('data', (chunk: Buffer) => {
      if (parts.length + chunk.length <= maxBodyBytes) parts.push(chunk);
      else {
        request.removeAllListeners('data').pause();
        parts.clear();
        reject(new BodyTooLargeError(maxBodyBytes));
      }
    });
    request.on('end', () => {
      const bytes = parts.take();
      if (!isUtf8(bytes)) return reject(new UnsupportedMediaTypeError());
      exchange.body = bytes; // it may have to be sent elsewhere
      resolve(bytes);
    });
    request.on('error', reject);
  });
}

function isJson(contentType: string | undefined): boolean {
  return (
    contentType === 'application/json' || contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json'
  );
}
