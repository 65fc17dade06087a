import type { ConfluenceContent } from '../confluence/confluence-content.ts';
import { withMarker } from '../confluence/inline-markers.ts';
import { amendBody } from '../confluence/page-history.ts';
import { type AttachmentVersion, currentVersion, type Page, type PageComment } from '../confluence/records.ts';
import type { PageSeed } from './page-seed.ts';
import { type Person, team } from './people.ts';

type Ago = (days: number) => number;

/** The comments of a page. The texts of inline ones are marked in the page. */
export function addComments(seed: PageSeed, page: Page, content: ConfluenceContent, ago: Ago): void {
  const add = (
    [who, days, body]: readonly [who: Person, daysAgo: number, body: string],
    place: Pick<PageComment, 'parentId' | 'selection' | 'markerRef'> & Partial<Pick<PageComment, 'resolution'>>,
  ): PageComment => {
    const [author, created, resolution] = [team[who], ago(days), place.resolution ?? null];
    const version = { number: 1, message: '', minorEdit: false, author, created };
    const id = content.ids.comment.next();
    const comment = { id, page, author, created, body, version, ...place, resolved: resolution !== null, resolution };
    page.comments.push(comment);
    return comment;
  };
  for (const [who, days, body, answerTo] of seed.footer ?? []) {
    const parentId = answerTo === undefined ? null : (page.comments[answerTo]?.id ?? null);
    add([who, days, body], { parentId, selection: null, markerRef: null });
  }
  for (const { by, ago: days, selection, body, answers = [], resolved } of seed.inline ?? []) {
    const markerRef = uuid(`${page.id}${page.comments.length}`);
    amendBody(page, withMarker(currentVersion(page).body, selection, 0, markerRef));
    const resolution = resolved === undefined ? null : { by: team[resolved[0]], at: ago(resolved[1]) };
    const { id: parentId } = add([by, days, body], { parentId: null, selection, markerRef, resolution });
    for (const answer of answers) add(answer, { parentId, selection, markerRef });
  }
}

/** The files of a page. */
export function addAttachments(seed: PageSeed, page: Page, content: ConfluenceContent, ago: Ago): void {
  for (const { name, mediaType, versions } of seed.files ?? []) {
    const [first, ...rest] = versions.map(
      ([who, days, bytes, message], index): AttachmentVersion => ({
        number: index + 1,
        message,
        minorEdit: false,
        author: team[who],
        created: ago(days),
        mediaType,
        bytes,
      }),
    );
    if (first === undefined) throw new Error(`The file ${name} has no version.`);
    const number = content.ids.attachment.next();
    page.attachments.push({
      id: `att${number}`,
      fileId: uuid(number),
      page,
      fileName: name,
      versions: [first, ...rest],
      status: 'current',
    });
  }
}

/** A UUID that is the same in every run. */
function uuid(digits: string): string {
  return `6f1d2c3b-4a59-4e68-8b7c-${digits.padStart(12, '0')}`;
}
