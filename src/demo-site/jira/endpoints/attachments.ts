import { Refusal } from '../../http/refusal.ts';
import { bytes, noContent, ok, redirect } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import { signedRoute, signPath } from '../../http/signed-path.ts';
import type { Site } from '../../site.ts';
import { addAttachments, removeAttachment } from '../attachments.ts';
import { requireWriter } from '../jira-content.ts';
import type { Attachment } from '../records.ts';
import { Views } from '../views.ts';
import { issueToWrite } from './issues.ts';

const download = ({ bytes: content, mediaType, fileName }: Attachment) => bytes(content, mediaType, { fileName });

const redirected = ({ id }: Attachment, site: Site) => redirect(303, signPath(site, `/media/attachment/${id}`));

/** Files of issues. As on the real site, a download is redirected to an address that works without signing in. */
export const attachmentEndpoints: readonly Route[] = [
  route('POST /rest/api/3/issue/:issueIdOrKey/attachments', (request, site) => {
    const added = addAttachments(request.form, issueToWrite(request, site), site, request.user);
    return ok(added.map((attachment) => new Views(site.url).attachment(attachment)));
  }),
  route('GET /rest/api/3/attachment/content/:attachmentId', (request, site) => {
    const { attachment } = site.jira.attachment(request.param('attachmentId'), request.user);
    if (request.query.get('redirect') === 'false') return download(attachment);
    return redirected(attachment, site);
  }),
  route('GET /rest/api/3/attachment/thumbnail/:attachmentId', (request, site) => {
    const { attachment } = site.jira.attachment(request.param('attachmentId'), request.user);
    if (!attachment.mediaType.startsWith('image/')) throw new Refusal(404, 'The attachment has no thumbnail.');
    // Images here are small enough to be their own thumbnails.
    if (request.query.get('redirect') === 'false') return download(attachment);
    return redirected(attachment, site);
  }),
  route('GET /rest/api/3/attachment/:attachmentId', (request, site) => {
    const { attachment } = site.jira.attachment(request.param('attachmentId'), request.user);
    // Only here is the id a number.
    return ok({ ...new Views(site.url).attachment(attachment), id: Number(attachment.id) });
  }),
  route('DELETE /rest/api/3/attachment/:attachmentId', (request, site) => {
    const { issue, attachment } = site.jira.attachment(request.param('attachmentId'), request.user);
    requireWriter(request.user);
    removeAttachment(attachment, issue, site, request.user);
    return noContent();
  }),
  signedRoute('GET /media/attachment/:attachmentId', (request, site) =>
    download(site.jira.attachment(request.param('attachmentId')).attachment),
  ),
];
