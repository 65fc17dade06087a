import { bytes, ok } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import { addAttachments } from '../../attachments.ts';
import { requireWriter } from '../../jira-content.ts';
import { attachmentView } from '../attachment-view.ts';

/** Attachments: their bytes are served to who is signed in, at the address that `content` names. */
export const attachmentEndpoints: readonly Route[] = [
  route('POST /rest/api/2/issue/:issueIdOrKey/attachments', (request, site) => {
    const issue = site.jira.issue(request.param('issueIdOrKey'), request.user);
    requireWriter(request.user);
    return ok(addAttachments(request.form, issue, site, request.user).map((one) => attachmentView(one, site)));
  }),
  route('GET /rest/api/2/attachment/:id', (request, site) => {
    const { attachment } = site.jira.attachment(request.param('id'), request.user);
    return ok(attachmentView(attachment, site));
  }),
  ...(['attachment', 'thumbnail'] as const).map((kind) =>
    route(`GET /secure/${kind}/:id/:fileName`, (request, site) => {
      const { attachment } = site.jira.attachment(request.param('id'), request.user);
      return bytes(attachment.bytes, attachment.mediaType, attachment);
    }),
  ),
];
