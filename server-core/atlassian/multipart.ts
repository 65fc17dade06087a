/** A file on its way to a site. */
export interface UploadFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A file and plain fields as `multipart/form-data`, by Node's own encoder (RFC 7578). */
export async function multipartOf(
  part: string,
  file: UploadFile,
  fields: Readonly<Record<string, string>>,
): Promise<{ readonly body: Uint8Array; readonly mediaType: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append(part, new Blob([file.bytes], { type: file.mediaType }), file.name);
  const encoded = new Response(form);
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    mediaType: encoded.headers.get('content-type') ?? 'multipart/form-data',
  };
}
