import { attachmentEntry } from '../attachments/attachment-entry.ts';
import { readAttachments } from '../attachments/attachments.ts';
import type { ConfluenceSite } from '../confluence-site.ts';
import { readLabels } from '../labels/labels.ts';
import { readRestrictions } from '../restrictions/restrictions.ts';
import { restrictionsMarkdown } from '../restrictions/restrictions-result.ts';
import type { TreeNode } from '../tree/page-tree.ts';

/** Most children and attachments that are listed with a page. */
const SHOWN = 100;

type Part = 'labels' | 'ancestors' | 'children' | 'attachments' | 'restrictions';

/** What belongs to a page beside its text, as a section of Markdown. */
export async function surroundingsMarkdown(confluence: ConfluenceSite, pageId: string, part: Part): Promise<string> {
  switch (part) {
    case 'labels':
      return `## Labels\n\n${(await readLabels(confluence, pageId)).join(', ') || 'None.'}`;
    case 'ancestors':
      return `## Ancestors\n\n${pagesMarkdown(await confluence.tree.ancestors(pageId))}`;
    case 'children':
      return `## Children\n\n${pagesMarkdown(await confluence.tree.children(pageId, SHOWN))}`;
    case 'attachments': {
      const { items } = await readAttachments(confluence, pageId, { limit: SHOWN });
      return `## Attachments\n\n${items.map((file) => attachmentEntry(file).text).join('\n') || 'None.'}`;
    }
    case 'restrictions':
      return `## Restrictions\n\n${restrictionsMarkdown(await readRestrictions(confluence, pageId))}`;
  }
}

function pagesMarkdown(pages: readonly TreeNode[]): string {
  return pages.map(({ id, title }) => `- ${title} (${id})`).join('\n') || 'None.';
}
