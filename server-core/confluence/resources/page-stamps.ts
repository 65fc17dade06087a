import { textAt } from '../../atlassian/wire-value.ts';
import type { ReadStamps } from '../../resource-kind.ts';
import type { ConfluenceSite } from '../confluence-site.ts';
import { findContent } from '../search/find-content.ts';

/** Pages that one query asks for. */
const CHUNK = 50;

/**
 * Pages change with their version; those that are watched are asked for together. The first stamp comes from the page itself,
 * so that one which is not there cannot be subscribed to. What is put into the trash is found by no query, and not noticed.
 */
export const pageStamps: ReadStamps = async (watched, withinMinutes, context) => {
  const confluence = await context.confluence();
  const ids = watched.map(({ parameters }) => parameters['ID'] ?? '');
  if (withinMinutes === undefined) {
    return Promise.all(ids.map(async (id) => String((await confluence.pages.read(id)).version)));
  }
  const stamps = new Map<string, string>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    await addChanged(confluence, ids.slice(start, start + CHUNK), withinMinutes, stamps);
  }
  return ids.map((id) => stamps.get(id));
};

async function addChanged(
  confluence: ConfluenceSite,
  ids: readonly string[],
  minutes: number,
  stamps: Map<string, string>,
): Promise<void> {
  const cql = `id in (${ids.join(', ')}) AND lastmodified >= now("-${minutes}m")`;
  const { items } = await findContent(confluence, { cql, limit: CHUNK });
  for (const page of items) {
    const [id, version] = [textAt(page, 'id'), textAt(page, 'version', 'number')];
    if (id !== undefined && version !== undefined) stamps.set(id, version);
  }
}
