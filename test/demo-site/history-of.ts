import type { SiteClient } from './site-client.ts';

/** The changes in the history of an issue, oldest first: `[field, from, to]` in words for people. */
export async function historyOf(client: SiteClient, key: string): Promise<(string | null)[][]> {
  const { body } = await client.get(`/rest/api/3/issue/${key}/changelog`);
  return body.values.flatMap(({ items }: { items: Record<string, string | null>[] }) =>
    items.map((item) => [
      item['field'] ?? '',
      item['fromString'] ?? null,
      new Map(Object.entries(item)).get('toString') ?? null,
    ]),
  );
}
