import * as z from 'zod';
import type { UploadFile } from '../atlassian/multipart.ts';
import { InvalidArgumentsError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { mediaTypeOf } from './media-type.ts';
import { readUploadFile, tooLarge } from './upload-folder.ts';

/** The arguments that say what to upload: exactly one of three sources, and a name. */
export function uploadInput() {
  return {
    file_name: z
      .string()
      .trim()
      .refine(isPlainName, 'a name without slashes')
      .describe('Name of the attachment; may be left out with path')
      .optional(),
    text: z.string().describe('Content as text').optional(),
    content_base64: z.string().describe('Content in base64').optional(),
    path: z.string().trim().min(1).describe("File in this server's upload folder").optional(),
  };
}

function isPlainName(name: string): boolean {
  return name !== '' && name.length <= 255 && !/[\\/\p{Cc}]/u.test(name);
}

interface UploadArguments {
  readonly file_name?: string | undefined;
  readonly text?: string | undefined;
  readonly content_base64?: string | undefined;
  readonly path?: string | undefined;
}

/** The file that the arguments name or hold. Throws `InvalidArgumentsError`; nothing is sent before. */
export async function uploadFileOf(
  { file_name, text, content_base64, path }: UploadArguments,
  { attachmentBytes, uploadFolder }: Pick<Settings, 'attachmentBytes' | 'uploadFolder'>,
): Promise<UploadFile> {
  const sources = [text, content_base64, path].filter((source) => source !== undefined);
  if (sources.length !== 1) {
    throw new InvalidArgumentsError('the upload', ['text, content_base64, path: exactly one of them is required']);
  }
  const file = path === undefined ? undefined : await readUploadFile(uploadFolder, path, attachmentBytes);
  const name = file_name ?? file?.name;
  if (name === undefined) throw new InvalidArgumentsError('the upload', ['file_name: required; expected a text']);
  const bytes = file?.bytes ?? bytesOf(text, content_base64);
  if (bytes.length > attachmentBytes) {
    throw tooLarge(text === undefined ? 'content_base64' : 'text', bytes.length, attachmentBytes);
  }
  return { name, mediaType: await mediaTypeOf(name, undefined), bytes };
}

function bytesOf(text: string | undefined, base64 = ''): Buffer {
  if (text !== undefined) return Buffer.from(text);
  const packed = base64.replace(/\s/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) {
    throw new InvalidArgumentsError('the upload', ['content_base64: expected base64 (RFC 4648, with its padding)']);
  }
  return Buffer.from(packed, 'base64');
}
