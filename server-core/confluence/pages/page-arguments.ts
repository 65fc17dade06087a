import * as z from 'zod';
import { InvalidArgumentsError } from '../../errors.ts';
import type { ConfluenceSite } from '../confluence-site.ts';
import { spaceKey } from '../spaces/space-key.ts';
import type { Page } from './pages.ts';

/** The argument that names a page by id. */
export function pageId(): z.ZodString {
  return z
    .string()
    .trim()
    .regex(/^[0-9]{1,20}$/, 'a page id, which is a text of digits')
    .describe('Id of the page');
}

/** The arguments that name a page in either of two ways; `page_id` wins. */
export function pageArguments() {
  return {
    page_id: pageId().optional(),
    title: z.string().trim().min(1).max(255).describe('Exact title; needs space_key').optional(),
    space_key: spaceKey('Key of the space of the title').optional(),
  };
}

export interface PageChoice {
  readonly page_id?: string | undefined;
  readonly title?: string | undefined;
  readonly space_key?: string | undefined;
}

/** Whether a page is named at all. */
export function namesPage({ page_id, title, space_key }: PageChoice): boolean {
  return page_id !== undefined || (title !== undefined && space_key !== undefined);
}

export const pageChoiceExpected = 'expected page_id, or title together with space_key';

/** The page that the arguments name. */
export function findPage(confluence: ConfluenceSite, { page_id, title, space_key }: PageChoice): Promise<Page> {
  if (page_id !== undefined) return confluence.pages.read(page_id);
  if (title !== undefined && space_key !== undefined) return confluence.pages.readByTitle(title, space_key);
  throw new InvalidArgumentsError('the page', [pageChoiceExpected]);
}

/** Where a page is as a resource. */
export function pageUri(id: string, spaceKey: string | undefined): string {
  return spaceKey === undefined
    ? `confluence://page/${id}`
    : `confluence://space/${encodeURIComponent(spaceKey)}/page/${id}`;
}
