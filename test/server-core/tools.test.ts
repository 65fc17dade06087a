import { describe, expect, it } from 'vitest';
import { inputSchemaOf } from '../../server-core/arguments.ts';
import { toolsets } from '../../server-core/toolsets.ts';
import { openServerCore } from '../support/server-core-client.ts';

interface ShownSchema {
  readonly type: 'object';
  readonly properties: Record<string, Record<string, unknown>>;
  readonly required?: string[];
  readonly [member: string]: unknown;
}

const tools = toolsets.flatMap((toolset) => toolset.tools);

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
};

describe('the tools', () => {
  it('have exactly the names and arguments of the original', () => {
    const offered = tools.map((tool) => {
      const { properties, required = [] } = inputSchemaOf(tool) as ShownSchema;
      const names = Object.keys(properties).map((name) => (required.includes(name) ? `${name}*` : name));
      return [tool.name, names.join(' ')];
    });
    expect(Object.fromEntries(offered)).toEqual(original);
    expect(offered).toHaveLength(13);
  });

  it('are listed to clients with title, description, schema and annotations', async () => {
    const { client } = await openServerCore();
    const listed = (await client.listTools()).tools;
    expect(listed.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
    for (const tool of listed) {
      expect(tool).toMatchObject({ title: expect.any(String), description: expect.stringMatching(/\.$/) });
      expect(Object.keys(tool.annotations ?? {}).sort()).toEqual([
        'destructiveHint',
        'idempotentHint',
        'openWorldHint',
        'readOnlyHint',
      ]);
    }
  });

  it.each(tools)('$name has the schema of its snapshot', async (tool) => {
    const { name, title, description, annotations } = tool;
    const shown = { name, title, description, inputSchema: inputSchemaOf(tool), annotations };
    await expect(`${JSON.stringify(shown, undefined, 2)}\n`).toMatchFileSnapshot(`../snapshots/tools/${name}.json`);
  });

  it.each(tools)('$name describes each argument in words that every client understands', (tool) => {
    const schema = inputSchemaOf(tool) as ShownSchema;
    for (const property of Object.values(schema.properties)) {
      expect(property).toMatchObject({ type: expect.any(String), description: expect.any(String) });
    }
    expect(JSON.stringify(schema)).not.toMatch(/"(anyOf|oneOf|allOf|\$ref|\$schema|additionalProperties)"/);
  });

  it.each(tools)('$name says that it only reads if and only if it does', ({ name, annotations }) => {
    const writes = /^(create|comment|update|transition)-/.test(name);
    expect(annotations.readOnlyHint).toBe(!writes);
    expect(annotations.destructiveHint).toBe(/^(update|transition)-/.test(name));
  });
});
