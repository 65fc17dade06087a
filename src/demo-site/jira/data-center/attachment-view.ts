import type { Site } from '../../site.ts';
import type { Attachment } from '../records.ts';
import { Views } from '../views.ts';
import { answerOf } from './answer-of.ts';

/** An attachment as issues and uploads show it: the addresses of its bytes are outside of the API. */
export function attachmentView(attachment: Attachment, site: Site): unknown {
  const { thumbnail, ...shown } = new Views(site.jiraUrl).attachment(attachment);
  const file = `${attachment.id}/${encodeURIComponent(attachment.fileName)}`;
  const addresses = {
    content: `${site.jiraUrl}/secure/attachment/${file}`,
    ...(thumbnail === undefined ? {} : { thumbnail: `${site.jiraUrl}/secure/thumbnail/${file}` }),
  };
  return answerOf({ ...shown, ...addresses }, site);
}
