import { textAt } from '../atlassian/wire-value.ts';
import type { Completer } from '../completion.ts';
import { findContent } from './search/find-content.ts';

const SHOWN = 100;

/** Keys of spaces; what has been typed may also be a part of a space's name. */
export const completeSpaceKey: Completer = async (typed, context) => {
  const { spaces } = await context.confluence();
  const { items } = await spaces.list({ limit: SHOWN });
  const lower = typed.toLowerCase();
  const [byKey, byName] = [
    items.filter(({ key }) => key.toLowerCase().startsWith(lower)),
    items.filter(({ key, name }) => !key.toLowerCase().startsWith(lower) && name.toLowerCase().includes(lower)),
  ];
  return [...byKey, ...byName].map(({ key }) => key);
};

/** Ids of pages that have changed lately, last first. */
export const completePageId: Completer = async (typed, context) => {
  const cql = 'type = page AND lastmodified >= now("-30d") ORDER BY lastmodified DESC';
  const { items } = await findContent(await context.confluence(), { cql, limit: SHOWN });
  return items.flatMap((page) => textAt(page, 'id') ?? []).filter((id) => id.startsWith(typed.trim()));
};
