import type { Site } from '../../site.ts';
import { resolutionOf } from '../comments.ts';
import type { PageComment } from '../records.ts';
import { iso } from './content-frame.ts';
import { type Expansion, expanded } from './expansion.ts';
import { personView } from './person-view.ts';

/** Where a comment is, and whether it is settled. */
export function commentExtensions(comment: PageComment, site: Site, expand: Expansion) {
  const { selection, markerRef } = comment;
  const location = { location: selection === null ? 'footer' : 'inline' };
  if (selection === null) return { ...location, _expandable: { resolution: '' } };
  return {
    ...location,
    ...expanded(expand, {
      inlineProperties: {
        collapsed: '',
        view: () => ({ originalSelection: selection, markerRef }),
      },
      resolution: { collapsed: '', view: () => resolutionView(comment, site) },
    }),
  };
}

/** What a comment answers, the first one first. */
export function commentsAbove({ page, parentId }: PageComment): readonly PageComment[] {
  const parent = page.comments.find(({ id }) => id === parentId);
  return parent === undefined ? [] : [...commentsAbove(parent), parent];
}

function resolutionView(comment: PageComment, site: Site) {
  const { resolution } = comment;
  const status = resolutionOf(comment);
  if (resolution === null) return { status };
  return { status, lastModifier: personView(resolution.by, site), lastModifiedDate: iso(resolution.at) };
}
