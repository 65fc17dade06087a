import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemoSite } from '../../src/demo-site/index.ts';
import { startScriptedSite } from '../support/scripted-site.ts';
import { openServerCore } from '../support/server-core-client.ts';

async function openOn(deployment: 'cloud' | 'data-center') {
  const site = await startDemoSite({ deployment });
  onTestFinished(() => site.close());
  const { client } = await openServerCore(site.environment);
  const template = async (uri: string, name: string, value: string, filled: Record<string, string> = {}) => {
    const argument = { name, value };
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri },
      argument,
      context: { arguments: filled },
    });
    return completion.values;
  };
  return { client, template };
}

describe.each(['cloud', 'data-center'] as const)('completion on %s', (deployment) => {
  it('offers keys of issues, of a project once its key and the dash are typed', async () => {
    const { template } = await openOn(deployment);
    const keys = await template('jira://issue/{KEY}', 'KEY', 'ops-');
    expect(keys.length).toBeGreaterThan(3);
    for (const key of keys) expect(key).toMatch(/^OPS-\d+$/);
  });

  it('offers keys of projects by key and by name', async () => {
    const { template } = await openOn(deployment);
    const uri = 'jira://project/{PROJECT}/status/{STATUS}';
    expect(await template(uri, 'PROJECT', 'de')).toEqual(['DEMO']);
    expect(await template(uri, 'PROJECT', '')).toEqual(expect.arrayContaining(['DEMO', 'OPS']));
  });

  it('offers the statuses of the project that is chosen', async () => {
    const { template } = await openOn(deployment);
    const uri = 'jira://project/{PROJECT}/status/{STATUS}';
    expect(await template(uri, 'STATUS', 'in', { PROJECT: 'DEMO' })).toEqual(['In Progress', 'In Review']);
  });

  it('offers keys of spaces', async () => {
    const { template } = await openOn(deployment);
    const uri = 'confluence://space/{SPACE}/page/{ID}';
    expect(await template(uri, 'SPACE', 'te')).toEqual(['TEAM']);
  });

  it('offers the same for the arguments of prompts', async () => {
    const { client } = await openOn(deployment);
    const { completion } = await client.complete({
      ref: { type: 'ref/prompt', name: 'summarize-jira-issue' },
      argument: { name: 'issue_key', value: 'DEMO-1' },
    });
    expect(completion.values).toContain('DEMO-1');
  });
});

describe('completion', () => {
  it('offers nothing, and fails nothing, where a service is not configured or an argument has no values', async () => {
    const { client } = await openServerCore();
    const offered = await client.complete({
      ref: { type: 'ref/resource', uri: 'jira://issue/{KEY}' },
      argument: { name: 'KEY', value: 'A' },
    });
    expect(offered.completion).toMatchObject({ values: [], hasMore: false });
    const unknown = await client.complete({
      ref: { type: 'ref/prompt', name: 'no-such-prompt' },
      argument: { name: 'x', value: '' },
    });
    expect(unknown.completion.values).toEqual([]);
  });

  it.each(['constructor', 'toString', '__proto__'])('offers nothing for an argument named %s', async (name) => {
    const { client } = await openServerCore();
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri: 'jira://issue/{KEY}' },
      argument: { name, value: 'A' },
    });
    expect(completion).toEqual({ values: [], total: 0, hasMore: false });
  });

  it('asks no site for what is longer than any key or name', async () => {
    const site = await startScriptedSite({});
    const { client } = await openServerCore(site.env);
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri: 'jira://issue/{KEY}' },
      argument: { name: 'KEY', value: 'A'.repeat(100_000) },
    });
    expect(completion.values).toEqual([]);
    expect(site.requests).toEqual([]);
  });
});
