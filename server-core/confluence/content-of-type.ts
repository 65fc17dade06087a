import { textAt, type WireObject } from '../atlassian/wire-value.ts';
import { NoMatchError } from '../errors.ts';
import type { ConfluenceApi } from './confluence-api.ts';

/**
 * A page or a comment of Data Center, where one path leads to all kinds of content: without a look at the kind, deleting a
 * comment by a wrong id would delete a page. Throws `NoMatchError` for content of another kind.
 */
export async function contentOfType(
  api: ConfluenceApi,
  id: string,
  type: 'page' | 'comment',
  expand: readonly string[],
): Promise<WireObject> {
  const content = await api.object({ path: api.path('/rest/api', 'content', id), query: { expand } });
  const real = textAt(content, 'type') ?? 'unknown';
  if (real === type) return content;
  throw new NoMatchError(
    `The id ${id} is not that of a ${type} but of content of the type ${real}. Nothing was changed.`,
  );
}
