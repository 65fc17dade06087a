import { describe, expect, it } from 'vitest';
import { confluenceOnDemoSite, deployments } from '../support/confluence-on-demo-site.ts';
import { openDemoSite } from '../support/demo-site.ts';
import { startScriptedSite } from '../support/scripted-site.ts';
import { openServerCore, textOf } from '../support/server-core-client.ts';

const longPage = {
  id: '42',
  title: 'Kettles',
  version: { number: 3 },
  body: { storage: { value: `<p>${'word '.repeat(1_000)}</p><p>The end.</p>` } },
};
const site = () => startScriptedSite({ 'GET /wiki/api/v2/pages/42': longPage });

describe('the prompts', () => {
  it('have exactly the names and arguments of the original', async () => {
    const { client } = await openServerCore();
    const { prompts } = await client.listPrompts();
    const shapes = prompts.map(({ name, arguments: args = [] }) => [
      name,
      args.map(({ name: argument, required }) => (required ? `${argument}*` : argument)).join(' '),
    ]);
    expect(Object.fromEntries(shapes)).toEqual({
      'summarize-jira-issue': 'issue_key* style',
      'create-jira-description': 'summary* issue_type*',
      'summarize-confluence-page': 'page_id* style',
      'create-confluence-content': 'title* topic*',
      'answer-confluence-question': 'question* page_id title space_key context_depth',
    });
  });

  it('describe each argument, the optional ones too', async () => {
    const { client } = await openServerCore();
    const { prompts } = await client.listPrompts();
    for (const argument of prompts.flatMap(({ arguments: args = [] }) => args)) {
      expect(argument).toMatchObject({ name: expect.any(String), description: expect.stringMatching(/./) });
    }
  });

  it.each([
    ['Bug', ['Steps to Reproduce', 'Expected', 'Actual', 'Environment', 'Impact']],
    ['Story', ['As a', 'I want']],
    ['feature', ['As a', 'I want']],
    ['Task', ['Goal']],
  ])('create-jira-description outlines a %s', async (issue_type, parts) => {
    const { client } = await openServerCore();
    const prompt = await client.getPrompt({
      name: 'create-jira-description',
      arguments: { summary: 'Kettle', issue_type },
    });
    for (const part of [...parts, 'Kettle']) expect(textOf(prompt)).toContain(part);
    expect(prompt.messages[0]?.role).toBe('user');
  });

  it('create-confluence-content asks for a page with that title and topic', async () => {
    const { client } = await openServerCore();
    const prompt = await client.getPrompt({
      name: 'create-confluence-content',
      arguments: { title: 'Kettles', topic: 'boiling' },
    });
    expect(textOf(prompt)).toMatch(/Kettles.*boiling/s);
  });

  it('summarize-jira-issue brings the issue along, with its history, comments and references', async () => {
    const site = await openDemoSite();
    const { client } = await openServerCore(site.environment);
    const prompt = await client.getPrompt({ name: 'summarize-jira-issue', arguments: { issue_key: 'DEMO-5' } });
    for (const part of ['in a few sentences', '# Jira Issue: DEMO-5', '→ In Progress', 'last 5 of 6', 'Payment flow']) {
      expect(textOf(prompt)).toContain(part);
    }
  });

  it('summarize-confluence-page brings the whole page along', async () => {
    const { client } = await openServerCore((await site()).env);
    const prompt = await client.getPrompt({
      name: 'summarize-confluence-page',
      arguments: { page_id: '42', style: 'detailed' },
    });
    expect(textOf(prompt)).toContain('The end.');
  });

  it('answer-confluence-question brings the beginning along, and the whole page for detailed', async () => {
    const { client } = await openServerCore((await site()).env);
    const ask = async (context_depth: string) =>
      textOf(
        await client.getPrompt({
          name: 'answer-confluence-question',
          arguments: { question: 'How?', page_id: '42', context_depth },
        }),
      );
    const [brief, detailed] = [await ask('brief'), await ask('detailed')];
    expect(brief).not.toContain('The end.');
    expect(brief).toContain('The page goes on for');
    expect(detailed).toContain('The end.');
  });

  it.each(deployments)('bring a page of %s along, by its id, or by its title and space', async (deployment) => {
    const { client } = await confluenceOnDemoSite(deployment);
    const write = async (name: string, args: Record<string, string>) =>
      textOf(await client.getPrompt({ name, arguments: args }));
    const summary = await write('summarize-confluence-page', { page_id: '163843' });
    for (const part of ['in a few sentences', '# Checkout on a phone', '**Space:** DEMO', 'Wallet payments']) {
      expect(summary).toContain(part);
    }
    const named = { title: 'Checkout on a phone', space_key: 'DEMO', question: 'How long may it take?' };
    expect(await write('answer-confluence-question', named)).toMatch(/How long may it take\?.*under a minute/s);
    const missing = { ...named, title: 'No such page' };
    await expect(client.getPrompt({ name: 'answer-confluence-question', arguments: missing })).rejects.toMatchObject({
      data: { code: 'NO_MATCH' },
    });
  });

  it.each([
    ['summarize-jira-issue', {}, 'issue_key: required; expected a text'],
    ['summarize-jira-issue', { issue_key: 'A-1', style: 'loud' }, 'style: expected one of "brief", "detailed"'],
    ['create-confluence-content', { title: 't', topic: 'x', tone: 'y' }, 'tone: unknown argument'],
    ['answer-confluence-question', { question: 'q' }, 'expected page_id, or title together with space_key'],
  ])('%s %j is refused with what was expected', async (name, args, problem) => {
    const { client } = await openServerCore();
    await expect(client.getPrompt({ name, arguments: args })).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining(problem),
      data: { code: 'INVALID_ARGUMENTS' },
    });
  });

  it('an unknown prompt is refused', async () => {
    const { client } = await openServerCore();
    await expect(client.getPrompt({ name: 'sing' })).rejects.toMatchObject({
      code: -32602,
      data: { code: 'UNKNOWN_PROMPT' },
    });
  });
});
