import * as z from 'zod';
import type { Page, PageSummary } from './pages.ts';

/** A page without its text, as `structuredContent` has it. */
export function pageSummaryOutput() {
  const text = () => z.string().optional();
  return { id: z.string(), title: z.string(), space_key: text(), last_modified: text(), url: z.string() };
}

/** By {@link pageSummaryOutput}. */
export function pageSummaryData({ id, title, spaceKey, lastModified, url }: PageSummary) {
  return { id, title, space_key: spaceKey, last_modified: lastModified, url };
}

/** The facts of one page, as `structuredContent` has them. */
export function pageFactsOutput() {
  return { ...pageSummaryOutput(), version: z.number() };
}

/** By {@link pageFactsOutput}. */
export function pageFacts(page: Page) {
  return { ...pageSummaryData(page), version: page.version };
}
