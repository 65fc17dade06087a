/** What a handler answers: bytes and texts are sent as they are, any other body as JSON, no body as nothing. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  body,
  headers,
});

export const created = (body: unknown): Reply => ({ status: 201, body });

export const noContent = (): Reply => ({ status: 204 });

/** @param path absolute on this site, with the context path of Data Center; a whole address works too. */
export const redirect = (status: 302 | 303, path: string): Reply => ({ status, headers: { Location: path } });

/** A file to save; `fileName` may be anything, also not ASCII. */
export function bytes(body: Buffer, mediaType: string, { fileName }: { readonly fileName: string }): Reply {
  // RFC 6266: the starred form carries what the plain one can't; RFC 8187 has few characters that stay as they are.
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(Buffer.from(fileName).toString()).replace(/['()*]/g, escaped);
  const headers = {
    'Content-Type': mediaType.replace(/[^\x20-\x7e]/g, ''),
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
  };
  return { status: 200, body, headers };
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
