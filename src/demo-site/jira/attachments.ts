import { Refusal } from '../http/refusal.ts';
import type { RequestForm } from '../http/request-form.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { change, nothing, record } from './history.ts';
import type { Attachment, Issue } from './records.ts';

/** More files in one request are refused. */
const maxFiles = 60;

const sideOf = ({ id, fileName }: Attachment) => ({ id, text: fileName });

/** Attaches the files of a form, each with its own line of history. Files in parts not named `file` are passed over. */
export function addAttachments(form: RequestForm, issue: Issue, site: Site, author: User): readonly Attachment[] {
  const files = form.files.filter(({ part }) => part === 'file');
  if (files.length === 0) throw new Refusal(400, "The form has no part 'file' with a file to attach.");
  if (files.length > maxFiles) throw new Refusal(413, `At most ${maxFiles} files can be attached at once.`);
  return files.map(({ name: fileName, mediaType, bytes }) => {
    const attachment = {
      id: site.jira.ids.attachment.next(),
      author,
      created: Date.now(),
      fileName,
      mediaType,
      bytes,
    };
    issue.attachments.push(attachment);
    record(issue, [change('Attachment', 'attachment', nothing, sideOf(attachment))], site, author);
    return attachment;
  });
}

export function removeAttachment(attachment: Attachment, issue: Issue, site: Site, user: User): void {
  issue.attachments.splice(issue.attachments.indexOf(attachment), 1);
  record(issue, [change('Attachment', 'attachment', sideOf(attachment), nothing)], site, user);
}
