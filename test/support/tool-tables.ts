import { inputSchemaOf } from '../../server-core/arguments.ts';
import { defaultTools } from '../../server-core/default-tools.ts';
import type { Product } from '../../server-core/product.ts';
import type { Tool } from '../../server-core/tool.ts';
import type { Deployment } from '../../src/demo-site/index.ts';
import { type Counterpart, toolsOfAtlassian, toolsOfOriginal, toolsOfSooperset } from './peer-tools.ts';

/** The tools by toolset: arguments (`*` is required), hints, and the requests that each makes. */
export function toolTable(
  products: readonly Product[],
  requestsOf: (tool: string, deployment: Deployment) => readonly string[],
): string {
  const toolsets = products.flatMap((product) => product.toolsets);
  return toolsets
    .map(({ name, tools }) =>
      [
        `### \`${name}\``,
        '',
        '| tool | arguments | hints | Cloud | Data Center |',
        '| --- | --- | --- | --- | --- |',
        ...tools.map((tool) => {
          const requests = (['cloud', 'data-center'] as const).map((deployment) =>
            requestsOf(tool.name, deployment)
              .map((request) => `\`${request}\``)
              .join('<br>'),
          );
          const star = defaultTools.includes(tool.name) ? '**' : '';
          const cells = [`${star}\`${tool.name}\`${star}`, argumentsOf(tool), hintsOf(tool)];
          return `| ${[...cells, ...requests.map((cell) => cell || 'not there: `NOT_SUPPORTED`')].join(' | ')} |`;
        }),
        '',
      ].join('\n'),
    )
    .join('\n');
}

/** Every tool of the others, and what takes its place. Throws where that names a tool which is none. */
export function peerTable(names: readonly string[]): string {
  const table = (heading: string, counterparts: readonly Counterpart[]): string =>
    [
      `### ${heading}`,
      '',
      '| theirs | ours |',
      '| --- | --- |',
      ...counterparts.map(([theirs, ours]) => `| ${theirs} | ${shown(ours)} |`),
      '',
    ].join('\n');
  const shown = (ours: Counterpart[1]): string => {
    if (typeof ours === 'string') return ours;
    const unknown = ours.filter((name) => !names.includes(name));
    if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}.`);
    return ours.map((name) => `\`${name}\``).join(', ');
  };
  return [
    table('The original `mcp-jira-confluence`', toolsOfOriginal),
    table('sooperset/mcp-atlassian', toolsOfSooperset),
    table("Atlassian's own server", toolsOfAtlassian),
  ].join('\n');
}

function argumentsOf(tool: Tool): string {
  const { properties, required = [] } = inputSchemaOf(tool);
  return Object.keys(properties)
    .map((name) => `\`${name}\`${required.includes(name) ? '*' : ''}`)
    .join(', ');
}

function hintsOf({ annotations }: Tool): string {
  const kind = annotations.readOnlyHint ? 'reads' : annotations.destructiveHint ? 'destructive' : 'adds';
  return !annotations.readOnlyHint && annotations.idempotentHint ? `${kind}, idempotent` : kind;
}
