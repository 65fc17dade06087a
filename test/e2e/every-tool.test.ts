import { expect, it, onTestFinished } from 'vitest';
import { startDemoSite } from '../../src/demo-site/index.ts';
import { Inspector } from '../support/inspector.ts';
import { installTarball } from '../support/install-tarball.ts';
import { type ToolCall, toolCalls } from '../support/tool-calls.ts';

const installed = installTarball();

it.each(Object.entries(toolCalls))(
  'the command line of the Inspector calls %s of the packed server',
  { timeout: 60_000 },
  async (name, calls) => {
    const site = await startDemoSite();
    onTestFinished(() => site.close());
    const env = { ...site.environment, MCP_TOOLSETS: 'all' };
    const inspector = new Inspector([installed.bin('mcp-jira-confluence')], env);
    const [call] = calls;
    if (call === undefined) throw new Error(`There is no call of ${name}.`);
    const result = await inspector.callTool({ name, arguments: await argumentsOf(call, inspector) });
    expect(result.isError, JSON.stringify(result.content)).not.toBe(true);
    expect(result.structuredContent).toBeTypeOf('object');
  },
);

async function argumentsOf({ after, with: wanted }: ToolCall, inspector: Inspector): Promise<Record<string, unknown>> {
  if (typeof wanted !== 'function') {
    if (after !== undefined) await inspector.callTool({ name: after.tool, arguments: after.with });
    return wanted;
  }
  if (after === undefined) throw new Error('What is given to the arguments has to be made first.');
  const made = await inspector.callTool({ name: after.tool, arguments: after.with });
  return wanted(made.structuredContent as Record<string, string>);
}
