import { cursorPage } from '../../http/cursor-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { bytes, noContent, ok, type Reply, redirect } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import { signedRoute, signPath } from '../../http/signed-path.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';
import {
  addAttachments,
  addOrUpdateAttachments,
  attachmentNamed,
  attachmentOf,
  fileVersion,
  removeAttachment,
  type Upload,
  updateAttachment,
} from '../attachments.ts';
import { attachmentContent } from '../content.ts';
import { currentFile, type PageAttachment } from '../records.ts';
import { type SortKeys, sortedBy } from '../sorted-by.ts';
import { v1Content, v1Links } from '../v1-views.ts';
import { attachmentView, versionView } from '../v2-views.ts';
import { included, pageOf } from './pages.ts';

/** Files of pages: listed and removed through v2, sent and fetched through v1, which alone can. */
export const attachmentEndpoints: readonly Route[] = [
  route('GET /wiki/api/v2/pages/:id/attachments', (request, site) => {
    const [name, mediaType] = [request.query.get('filename'), request.query.get('mediaType')];
    const statuses = request.list('status');
    const wanted = statuses.length === 0 ? ['current', 'archived'] : statuses;
    const attachments = pageOf(request, site)
      .attachments.filter(({ status }) => wanted.includes(status))
      .filter(({ fileName }) => name === null || fileName === name)
      .filter((one) => mediaType === null || currentFile(one).mediaType === mediaType);
    return cursorPage(request, site.url, sortedBy(attachments, request.query.get('sort') ?? 'id', sortKeys), (one) =>
      attachmentView(one),
    );
  }),
  route('GET /wiki/api/v2/attachments/:id', (request, site) => {
    const attachment = asked(request, site);
    const view = attachmentView(attachment, versionAsked(request, attachment));
    const versions = [...attachment.versions].reverse();
    return ok({
      ...view,
      ...(request.flag('include-versions') ? { versions: included(versions.map(versionView)) } : {}),
      _links: { ...view._links, base: `${site.url}/wiki` },
    });
  }),
  route('DELETE /wiki/api/v2/attachments/:id', (request, site) => {
    const purge = request.flag('purge');
    removeAttachment(asked(request, site, { trashed: purge }), request.user, { purge });
    return noContent();
  }),
  route('POST /wiki/rest/api/content/:id/child/attachment', (request, site) =>
    sent(request, site, addAttachments(site.confluence, pageOf(request, site), request.user, uploads(request))),
  ),
  route('PUT /wiki/rest/api/content/:id/child/attachment', (request, site) =>
    sent(request, site, addOrUpdateAttachments(site.confluence, pageOf(request, site), request.user, uploads(request))),
  ),
  route('POST /wiki/rest/api/content/:id/child/attachment/:attachmentId/data', (request, site) => {
    const attachment = attachmentOfPage(request, site);
    const [upload, ...more] = uploads(request);
    if (upload === undefined || more.length > 0) throw new Refusal(400, 'An attachment is updated with one file.');
    return ok(v1Content(attachmentContent(updateAttachment(attachment, request.user, upload)), sentExpand));
  }),
  route('GET /wiki/rest/api/content/:id/child/attachment/:attachmentId/download', (request, site) =>
    toMedia(request, site, attachmentOfPage(request, site)),
  ),
  route('GET /wiki/download/attachments/:id/:fileName', (request, site) => {
    const attachment = attachmentNamed(pageOf(request, site), request.param('fileName'));
    if (attachment === undefined) throw new Refusal(404, 'Not Found');
    return toMedia(request, site, attachment);
  }),
  signedRoute('GET /wiki/media/:id/:version/binary', (request, site) => {
    const attachments = site.confluence.everyPage().flatMap((page) => page.attachments);
    const attachment = attachments.find(({ id }) => id === request.param('id'));
    if (attachment === undefined) throw new Refusal(404, 'Not Found');
    const { fileName } = attachment;
    const file = fileVersion(attachment, Number(request.param('version')));
    return bytes(file.bytes, file.mediaType, { fileName });
  }),
];

const sentExpand = ['version', 'container', 'metadata.labels'];

const sortKeys: SortKeys<PageAttachment> = {
  id: ({ id }) => Number(id.replace('att', '')),
  'created-date': ({ versions }) => versions[0].created,
  'modified-date': (attachment) => currentFile(attachment).created,
};

/** Ids are taken with and without the `att` that they begin with. */
function asked(request: SiteRequest, site: Site, options = {}): PageAttachment {
  const [, digits] = /^(?:att)?(\d{1,19})$/.exec(request.param('id')) ?? [];
  if (digits === undefined) throw new Refusal(400, "The 'id' of an attachment is 'att' and a number.");
  return attachmentOf(site.confluence, `att${digits}`, request.user, options);
}

function attachmentOfPage(request: SiteRequest, site: Site): PageAttachment {
  const page = pageOf(request, site);
  const attachment = attachmentOf(site.confluence, request.param('attachmentId'), request.user);
  if (attachment.page !== page) throw new Refusal(404, 'The content has no such attachment.');
  return attachment;
}

function versionAsked(request: SiteRequest, attachment: PageAttachment) {
  const { number } = currentFile(attachment);
  return fileVersion(attachment, request.integer('version', { fallback: number, min: 1 }));
}

function uploads({ form }: SiteRequest): readonly Upload[] {
  const files = form.files.filter(({ part }) => part === 'file');
  if (files.length === 0) throw new Refusal(400, "The form has no part 'file' with a file to attach.");
  const comment = form.fields.get('comment') ?? '';
  const minorEdit = form.fields.get('minorEdit') === 'true';
  return files.map((file) => ({ ...file, comment, minorEdit }));
}

function sent(request: SiteRequest, site: Site, attachments: readonly PageAttachment[]): Reply {
  const results = attachments.map((attachment) => v1Content(attachmentContent(attachment), sentExpand));
  return ok({ results, start: 0, limit: 200, size: results.length, _links: v1Links(site, request.path, undefined) });
}

/** Off to an address that serves the bytes for a minute, to whoever has it. */
function toMedia(request: SiteRequest, site: Site, attachment: PageAttachment): Reply {
  const { number } = versionAsked(request, attachment);
  return redirect(302, `${site.url}${signPath(site, `/wiki/media/${attachment.id}/${number}/binary`)}`);
}
