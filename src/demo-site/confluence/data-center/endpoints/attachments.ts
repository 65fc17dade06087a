import { bytes, noContent, ok } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import type { SiteRequest } from '../../../http/site-request.ts';
import type { Site } from '../../../site.ts';
import {
  addAttachments,
  addOrUpdateAttachments,
  attachmentNamed,
  currentAttachments,
  removeAttachment,
  type Upload,
  updateAttachment,
} from '../../attachments.ts';
import { currentFile, type Page, type PageAttachment } from '../../records.ts';
import { ContentViews } from '../content-views.ts';
import { findPage, missing } from '../find-content.ts';
import { innerList, listReply } from '../offset-list.ts';
import { refusal } from '../refusals.ts';
import { expansionIn } from './expansion-in.ts';

const written = 'version,container';

/** Files of a page. */
export const attachmentEndpoints: readonly Route[] = [
  route('GET /rest/api/content/:id/child/attachment', (request, site) => {
    const [name, mediaType] = [request.query.get('filename'), request.query.get('mediaType')];
    const attachments = currentAttachments(pageIn(request, site))
      .filter(({ fileName }) => name === null || fileName === name)
      .filter((one) => mediaType === null || currentFile(one).mediaType === mediaType);
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request)];
    const limits = { fallback: 50, max: 200 };
    return listReply(request, site, attachments, (attachment) => views.attachment(attachment, expand), limits);
  }),
  route('POST /rest/api/content/:id/child/attachment', (request, site) => {
    const add = request.flag('allowDuplicated') ? addOrUpdateAttachments : addAttachments;
    const added = add(site.confluence, pageIn(request, site), request.user, uploadsIn(request));
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request, written)];
    const address = `${site.confluenceUrl}${request.path}`;
    return ok(innerList(address, added, (attachment) => views.attachment(attachment, expand)));
  }),
  route('POST /rest/api/content/:id/child/attachment/:attachmentId/data', (request, site) => {
    const attachment = attachmentIn(request, site);
    const [upload] = uploadsIn(request);
    if (upload === undefined) throw noFile();
    updateAttachment(attachment, request.user, upload);
    const views = new ContentViews(site, request.user);
    return ok(views.single({ type: 'attachment', attachment }, expansionIn(request, written)));
  }),
  route('DELETE /rest/api/content/:id/child/attachment/:attachmentId', (request, site) => {
    removeAttachment(attachmentIn(request, site), request.user);
    return noContent();
  }),
  route('GET /download/attachments/:id/:fileName', (request, site) => {
    const page = pageIn(request, site);
    const attachment = attachmentNamed(page, request.param('fileName'));
    if (attachment === undefined) throw missing(request.param('fileName'));
    const number = request.integer('version', { fallback: currentFile(attachment).number, min: 1 });
    const file = attachment.versions.find((one) => one.number === number);
    if (file === undefined) throw missing(request.param('fileName'));
    return bytes(file.bytes, file.mediaType, { fileName: attachment.fileName });
  }),
];

const pageIn = (request: SiteRequest, site: Site): Page => findPage(request.param('id'), request.user, site);

function attachmentIn(request: SiteRequest, site: Site): PageAttachment {
  const id = request.param('attachmentId');
  const all = currentAttachments(pageIn(request, site));
  const attachment = all.find((one) => one.id === id || one.id === `att${id}`);
  if (attachment === undefined) throw missing(id);
  return attachment;
}

/** The files of a form, whose parts must be called `file`. */
function uploadsIn({ form }: SiteRequest): readonly Upload[] {
  const files = form.files.filter(({ part }) => part === 'file');
  if (files.length === 0) throw noFile();
  const [comment, minorEdit] = [form.fields.get('comment') ?? '', form.fields.get('minorEdit') === 'true'];
  return files.map((file) => ({ ...file, comment, minorEdit }));
}

const noFile = () => refusal(400, "At least one file must be sent, as a form part named 'file'.");
