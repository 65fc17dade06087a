import { Refusal } from './refusal.ts';

export interface UploadedFile {
  /** The name of the form part, such as `file`. */
  readonly part: string;
  /** The name of the file. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** What a `multipart/form-data` request sent. */
export interface RequestForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: readonly UploadedFile[];
}

/** The form of a request that sent none. */
export const emptyForm: RequestForm = { fields: new Map(), files: [] };

/** @param contentType the header, with its boundary. A form that can't be read is a 400. */
export async function readForm(bytes: Buffer, contentType: string): Promise<RequestForm> {
  const form = await new Response(bytes, { headers: { 'Content-Type': contentType } }).formData().catch(() => {
    throw new Refusal(400, 'The multipart body could not be read.');
  });
  const fields = new Map<string, string>();
  const files: UploadedFile[] = [];
  for (const [part, value] of form) {
    if (typeof value === 'string') {
      fields.set(part, value);
    } else {
      const mediaType = value.type === '' ? 'application/octet-stream' : value.type;
      files.push({ part, name: value.name, mediaType, bytes: Buffer.from(await value.arrayBuffer()) });
    }
  }
  return { fields, files };
}
