import { describe, expect, it } from 'vitest';
import { inputSchemaOf, outputSchemaOf } from '../../server-core/arguments.ts';
import { defaultTools } from '../../server-core/default-tools.ts';
import { products } from '../../server-core/products.ts';
import { openServerCore } from '../support/server-core-client.ts';

type Json = Record<string, unknown>;

const tools = products.flatMap(({ toolsets }) => toolsets.flatMap((toolset) => toolset.tools));

/** Names and arguments of the original server; `*` marks what is required. */
const original: Record<string, string> = {
  'create-jira-issue': 'project_key* summary* issue_type* description assignee',
  'comment-jira-issue': 'issue_key* comment*',
  'transition-jira-issue': 'issue_key* transition_name transition_id',
  'get-jira-issue': 'issue_key* include_comments',
  'get-my-assigned-issues': 'max_results include_done',
  'summarize-jira-issue': 'issue_key*',
  'extract-confluence-links': 'issue_key* include_git_urls',
  'create-confluence-page': 'space_key* title* content* parent_id',
  'update-confluence-page': 'page_id* title* content* version',
  'comment-confluence-page': 'page_id* comment*',
  'get-confluence-page': 'page_id title space_key include_comments include_history',
  'search-confluence': 'query* space_key max_results',
  'ask-confluence-page': 'page_id title space_key question* context_type',
  'get-jira-transitions': 'issue_key*',
  'get-agile-boards': 'project_key',
  'get-board-sprints': 'board_id* state',
  'get-daily-standup-summary': 'board_id*',
  'get-task-assignment-recommendations': 'issue_key*',
  'estimate-story-points': 'issue_key*',
};

/** Every schema inside a schema, itself included. */
function* schemasIn(schema: Json): Generator<Json> {
  yield schema;
  for (const property of Object.values((schema['properties'] ?? {}) as Record<string, Json>))
    yield* schemasIn(property);
  if (schema['items'] !== undefined) yield* schemasIn(schema['items'] as Json);
}

describe('the tools', () => {
  it.each(Object.entries(original))('have %s with the arguments of the original: %s', (name, wanted) => {
    const tool = tools.find((candidate) => candidate.name === name);
    if (tool === undefined) throw new Error(`There is no ${name}.`);
    const { properties, required = [] } = inputSchemaOf(tool);
    const offered = Object.keys(properties).map((argument) =>
      required.includes(argument) ? `${argument}*` : argument,
    );
    expect(offered).toEqual(expect.arrayContaining(wanted.split(' ')));
    // a caller of the original names no others
    expect(required.map((argument) => `${argument}*`)).toEqual(wanted.split(' ').filter((word) => word.endsWith('*')));
  });

  it('have a name each of its own', () => {
    expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
  });

  it('have all of the original among the default ones, which are 30 at most and take less than 25 kB to list (lesson 20)', async () => {
    expect(defaultTools).toEqual(expect.arrayContaining(Object.keys(original)));
    const { client } = await openServerCore();
    const listed = await client.listTools();
    expect(listed.tools.length).toBe(defaultTools.length);
    expect(listed.tools.length).toBeLessThanOrEqual(30);
    expect(Buffer.byteLength(JSON.stringify(listed))).toBeLessThan(25_000);
  });

  it('take less than 90 kB to list where all are offered', async () => {
    const { client } = await openServerCore({ MCP_TOOLSETS: 'all' });
    const listed = await client.listTools();
    expect(listed.tools.length).toBe(tools.length);
    expect(Buffer.byteLength(JSON.stringify(listed))).toBeLessThan(90_000);
  });

  it.each(tools)('$name has the schemas of its snapshot', async (tool) => {
    const { name, title, description, annotations } = tool;
    const [inputSchema, outputSchema] = [inputSchemaOf(tool), outputSchemaOf(tool)];
    const shown = { name, title, description, inputSchema, outputSchema, annotations };
    await expect(`${JSON.stringify(shown, undefined, 2)}\n`).toMatchFileSnapshot(`../snapshots/tools/${name}.json`);
  });

  it.each(tools)('$name is told in words that every client understands (lesson 19)', (tool) => {
    expect(tool).toMatchObject({ title: expect.any(String), description: expect.stringMatching(/\.$/) });
    const input = inputSchemaOf(tool);
    for (const property of Object.values(input.properties))
      expect(property).toMatchObject({ description: expect.any(String) });
    for (const schema of [...schemasIn(input), ...schemasIn(outputSchemaOf(tool))]) {
      expect(schema).toMatchObject({ type: expect.any(String) });
      if (schema['type'] === 'array') expect(schema).toMatchObject({ items: { type: expect.any(String) } });
      expect(Object.keys(schema)).not.toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^(anyOf|oneOf|allOf|not|\$ref|\$defs|\$schema|additionalProperties)$/),
        ]),
      );
      expect(Object.keys((schema['properties'] ?? {}) as Json)).not.toContain('properties');
    }
  });

  it.each(tools)('$name gives hints that are true', ({ name, annotations }) => {
    const reads = /^(get|find|search|summarize|extract|ask|estimate|download)-/.test(name);
    const takesAway = /^(update|delete|transition|move|set|unwatch)-/.test(name);
    expect(annotations).toMatchObject({ readOnlyHint: reads, destructiveHint: takesAway, openWorldHint: true });
    expect(annotations.idempotentHint).toBeTypeOf('boolean');
    if (reads) expect(annotations.idempotentHint).toBe(true);
    if (/^(create|comment|add|reply|upload|copy|transition)-/.test(name) && name !== 'add-jira-web-link') {
      expect(annotations.idempotentHint).toBe(false);
    }
  });
});
