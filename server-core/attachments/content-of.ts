import type { ContentBlock } from '@modelcontextprotocol/sdk/types.js';
import { isImage, isText, mediaTypeOf } from './media-type.ts';

/** A file as it came from a site. */
export interface SiteFile {
  readonly name: string;
  /** What the site calls it; see `mediaTypeOf`. */
  readonly mediaType: string | undefined;
  readonly bytes: Buffer;
  /** Where it is as a resource. */
  readonly uri: string;
}

/**
 * A file as content of a result, and its real type: text as text, images that models see as images, and everything else as an
 * embedded blob. What calls itself text and is not UTF-8 is a blob too, so that no byte of it is lost.
 */
export async function contentOf(
  file: SiteFile,
): Promise<{ readonly content: ContentBlock; readonly mediaType: string }> {
  const mediaType = await mediaTypeOf(file.name, file.mediaType);
  const text = isText(mediaType) ? textOf(file.bytes) : undefined;
  if (text !== undefined) return { mediaType, content: { type: 'text', text } };
  const base64 = file.bytes.toString('base64');
  if (isImage(mediaType)) return { mediaType, content: { type: 'image', data: base64, mimeType: mediaType } };
  return {
    mediaType,
    content: { type: 'resource', resource: { uri: file.uri, mimeType: mediaType, blob: base64 } },
  };
}

function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
