import { describe, expect, it } from 'vitest';
import { defaultTools } from '../../server-core/default-tools.ts';
import { products } from '../../server-core/products.ts';
import { selectTools } from '../../server-core/select-tools.ts';
import { readSettings } from '../../server-core/settings.ts';
import { openServerCore } from '../support/server-core-client.ts';

const toolsets = products.flatMap((product) => product.toolsets);
const all = toolsets.flatMap(({ tools }) => tools.map(({ name }) => name));
const chosen = (env: Record<string, string>) => selectTools(toolsets, readSettings(env)).map(({ name }) => name);

describe('the tools that are offered', () => {
  it('are the default ones where nothing is chosen', () => {
    expect(new Set(chosen({}))).toEqual(new Set(defaultTools));
  });

  it('are all, or those of toolsets by name, beside the default ones where both are named', () => {
    expect(chosen({ MCP_TOOLSETS: 'all' })).toEqual(all);
    const watchers = toolsets.find(({ name }) => name === 'jira-watchers')?.tools.map(({ name }) => name) ?? [];
    expect(chosen({ MCP_TOOLSETS: 'jira-watchers' })).toEqual(watchers);
    expect(new Set(chosen({ MCP_TOOLSETS: 'default, jira-watchers' }))).toEqual(
      new Set([...defaultTools, ...watchers]),
    );
  });

  it('are exactly the tools that are named, and with toolsets those too', () => {
    expect(chosen({ MCP_TOOLS: 'get-jira-issue' })).toEqual(['get-jira-issue']);
    expect(chosen({ MCP_TOOLS: 'get-jira-issue', MCP_TOOLSETS: 'jira-watchers' })).toContain('get-jira-watchers');
    const beside = chosen({ MCP_TOOLS: 'delete-jira-issue', MCP_TOOLSETS: 'default' });
    expect(new Set(beside)).toEqual(new Set([...defaultTools, 'delete-jira-issue']));
  });

  it('are never those that are excluded, whatever else is said', () => {
    const env = { MCP_TOOLSETS: 'all', MCP_TOOLS: 'delete-jira-issue', MCP_EXCLUDE_TOOLS: 'delete-jira-issue' };
    expect(chosen(env)).toEqual(all.filter((name) => name !== 'delete-jira-issue'));
  });

  it('change nothing where only reading is allowed', () => {
    const offered = chosen({ MCP_TOOLSETS: 'all', MCP_READ_ONLY: 'true' });
    expect(offered.length).toBeGreaterThan(20);
    expect(offered.filter((name) => !/^(get|find|search|summarize|extract|ask|estimate|download)-/.test(name))).toEqual(
      [],
    );
  });

  it.each([
    ['MCP_TOOLSETS', 'jira-isues'],
    ['MCP_TOOLS', 'get-jira-isue'],
    ['MCP_EXCLUDE_TOOLS', 'delete-jira-isue'],
    ['MCP_READ_ONLY', 'perhaps'],
    ['MCP_MAX_ITEMS', '0'],
    ['MCP_MAX_RESULT_BYTES', '32kB'],
  ])('are none, since the server does not start, where %s is %s', (variable, value) => {
    expect(() => chosen({ [variable]: value })).toThrow(new RegExp(`^${variable}: .*${value}`));
  });

  it('cannot be called where they are not offered', async () => {
    const { client } = await openServerCore({ MCP_READ_ONLY: 'true' });
    await expect(client.callTool({ name: 'create-jira-issue', arguments: {} })).rejects.toMatchObject({
      code: -32602,
      data: { code: 'UNKNOWN_TOOL' },
    });
  });
});
