import type { UploadFile } from '../../atlassian/multipart.ts';
import { at, textAt, type WireObject, wireList, wireText } from '../../atlassian/wire-value.ts';
import { NoMatchError } from '../../errors.ts';
import type { Page, PageRequest } from '../../results/list-result.ts';
import { nextCursor, nextStart, startOf } from '../confluence-api.ts';
import type { ConfluenceSite } from '../confluence-site.ts';

export interface Attachment {
  /** `att123` on Cloud, digits on Data Center. */
  readonly id: string;
  readonly fileName: string;
  readonly mediaType?: string | undefined;
  readonly bytes?: number | undefined;
  readonly comment?: string | undefined;
  /** Where its content is, below the site's address; Data Center only. */
  readonly content?: string | undefined;
}

/** The files of a page. */
export async function readAttachments(
  { api, deployment }: ConfluenceSite,
  pageId: string,
  { limit, token, fileName }: PageRequest & { readonly fileName?: string | undefined },
): Promise<Page<Attachment>> {
  if (deployment === 'cloud') {
    const path = api.path('/api/v2', 'pages', pageId, 'attachments');
    const answer = await api.object({ path, query: { limit, cursor: token, filename: fileName } });
    return { items: wireList(answer['results'], 'attachments').map(attachmentOf), next: nextCursor(answer) };
  }
  const start = startOf(token);
  const path = api.path('/rest/api', 'content', pageId, 'child', 'attachment');
  const answer = await api.object({ path, query: { limit, start, filename: fileName } });
  return { items: wireList(answer['results'], 'attachments').map(attachmentOf), next: nextStart(answer, start) };
}

/** A file of a page by its id. Throws `NoMatchError` where the page has none with it, be it that another page has. */
export async function findAttachment(confluence: ConfluenceSite, pageId: string, id: string): Promise<Attachment> {
  const { api, deployment } = confluence;
  if (deployment === 'cloud') {
    const wire = await api.object({ path: api.path('/api/v2', 'attachments', id) });
    if (textAt(wire, 'pageId') === pageId) return attachmentOf(wire);
  } else {
    // its API gives an attachment only among those of its page
    let token: string | undefined;
    do {
      const { items, next } = await readAttachments(confluence, pageId, { limit: 200, token });
      const found = items.find((attachment) => attachment.id === id);
      if (found !== undefined) return found;
      token = next;
    } while (token !== undefined);
  }
  throw new NoMatchError(`Page ${pageId} has no attachment with the id ${id}; see get-confluence-attachments.`);
}

/** Attaches a file; one of the same name becomes a new version of it. Cloud has one request for both. */
export async function attachFile(
  confluence: ConfluenceSite,
  pageId: string,
  file: UploadFile,
  comment: string | undefined,
): Promise<Attachment> {
  const { api, deployment } = confluence;
  const place = api.path('/rest/api', 'content', pageId, 'child', 'attachment');
  const fields = { minorEdit: 'true', ...(comment !== undefined && { comment }) };
  if (deployment === 'cloud')
    return created(await api.upload({ method: 'PUT', path: place, part: 'file', file, fields }));
  const { items } = await readAttachments(confluence, pageId, { limit: 1, fileName: file.name });
  const [present] = items;
  const path =
    present === undefined ? place : api.path('/rest/api', 'content', pageId, 'child', 'attachment', present.id, 'data');
  return created(await api.upload({ path, part: 'file', file, fields }));
}

/** What is uploaded comes back in a list; a new version of a file comes back alone. */
function created(answer: unknown): Attachment {
  const results = at(answer, 'results');
  const [first] = Array.isArray(results) ? wireList(results, 'attachments') : wireList([answer], 'attachments');
  return attachmentOf(first ?? {});
}

function attachmentOf(wire: WireObject): Attachment {
  const size = at(wire, 'fileSize') ?? at(wire, 'extensions', 'fileSize');
  return {
    id: wireText(wire['id'], 'attachment id'),
    fileName: textAt(wire, 'title') ?? 'attachment',
    mediaType:
      textAt(wire, 'mediaType') ?? textAt(wire, 'extensions', 'mediaType') ?? textAt(wire, 'metadata', 'mediaType'),
    bytes: typeof size === 'number' ? size : undefined,
    comment: textAt(wire, 'comment') || textAt(wire, 'extensions', 'comment') || undefined,
    content: textAt(wire, '_links', 'download'),
  };
}
