import { textAt, type WireObject, wireList, wireText } from '../../atlassian/wire-value.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Page, PageRequest } from '../../results/list-result.ts';
import { nextStart, startOf } from '../confluence-api.ts';
import type { ConfluenceSite } from '../confluence-site.ts';
import { storageOf } from '../pages/page-of.ts';

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
}

/** Templates of a space, or those of the whole site. https://developer.atlassian.com/cloud/confluence/rest/v1/api-group-template/ */
export async function readTemplates(
  confluence: ConfluenceSite,
  spaceKey: string | undefined,
  { limit, token }: PageRequest,
): Promise<Page<Template>> {
  const { api } = onCloud(confluence);
  const start = startOf(token);
  const answer = await api.object({
    path: api.path('/rest/api', 'template', 'page'),
    query: { spaceKey, start, limit },
  });
  return { items: wireList(answer['results'], 'templates').map(templateOf), next: nextStart(answer, start) };
}

/** With its text in storage format. */
export async function readTemplate(
  confluence: ConfluenceSite,
  id: string,
): Promise<Template & { readonly storage: string }> {
  const { api } = onCloud(confluence);
  const wire = await api.object({ path: api.path('/rest/api', 'template', id), query: { expand: ['body'] } });
  return { ...templateOf(wire), storage: storageOf(wire) };
}

function onCloud(confluence: ConfluenceSite): ConfluenceSite {
  if (confluence.deployment === 'cloud') return confluence;
  throw new NotSupportedError(
    'The API of Confluence Data Center has no templates. Copy a page that serves as one with copy-confluence-page.',
  );
}

function templateOf(wire: WireObject): Template {
  return {
    id: wireText(wire['templateId'], 'template id'),
    name: textAt(wire, 'name') ?? '',
    description: textAt(wire, 'description') || undefined,
  };
}
