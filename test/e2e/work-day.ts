import { expect } from 'vitest';
import { defaultTools } from '../../server-core/default-tools.ts';

/** What a client offers, whichever SDK or program it is made with. */
export interface McpClient {
  listTools(): Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  listResources(): Promise<{ readonly resources: readonly { readonly uri: string }[] }>;
  readResource(params: { uri: string }): Promise<unknown>;
  listPrompts(): Promise<{ readonly prompts: readonly { readonly name: string }[] }>;
  getPrompt(params: { name: string; arguments: Record<string, string> }): Promise<unknown>;
  callTool(params: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
}

const toolNames = [...defaultTools].sort();

const promptNames = [
  'answer-confluence-question',
  'create-confluence-content',
  'create-jira-description',
  'summarize-confluence-page',
  'summarize-jira-issue',
];

/** Looks around, then takes a Jira issue from its creation to its end. The same for every kind of client. */
export async function workInJira(client: McpClient): Promise<void> {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual(toolNames);
  const { prompts } = await client.listPrompts();
  expect(prompts.map(({ name }) => name).sort()).toEqual(promptNames);

  const created = await call(client, 'create-jira-issue', {
    project_key: 'DEMO',
    summary: 'Order more coffee',
    issue_type: 'Task',
    description: 'The **second** floor is out.',
  });
  const key = /DEMO-\d+/.exec(created)?.[0] ?? expect.fail(`no key in: ${created}`);

  await call(client, 'comment-jira-issue', { issue_key: key, comment: 'Decaf as well, please.' });
  const moved = await call(client, 'transition-jira-issue', { issue_key: key, transition_name: 'In Progress' });
  expect(moved).toContain('In Progress');

  const issue = await call(client, 'get-jira-issue', { issue_key: key, include_comments: true });
  for (const part of ['Order more coffee', 'second', 'In Progress', 'Decaf as well']) expect(issue).toContain(part);

  const { resources } = await client.listResources();
  expect(resources.map(({ uri }) => uri)).toContain(`jira://issue/${key}`);
  expect(textOf(await client.readResource({ uri: `jira://issue/${key}` }))).toContain('Order more coffee');
  const prompt = await client.getPrompt({ name: 'summarize-jira-issue', arguments: { issue_key: key } });
  expect(textOf(prompt)).toContain('Order more coffee');
}

/** Writes a page, changes it, comments on it and finds it again. */
export async function workInConfluence(client: McpClient): Promise<void> {
  const { resources } = await client.listResources();
  const space = /^confluence:\/\/space\/([^/]+)\//.exec(resources.map(({ uri }) => uri).join('\n'))?.[1] ?? 'DEMO';
  const title = 'How we order coffee';
  const created = await call(client, 'create-confluence-page', {
    space_key: space,
    title,
    content: '# Beans\n\nAsk *Mia*.',
  });
  const pageId = /\b\d+\b/.exec(created)?.[0] ?? '';

  const page = { page_id: pageId, title, content: '# Beans\n\nAsk **Noah** instead.' };
  await call(client, 'update-confluence-page', page);
  await call(client, 'comment-confluence-page', { page_id: pageId, comment: 'Noah agrees.' });

  const read = await call(client, 'get-confluence-page', { page_id: pageId, include_comments: true });
  for (const part of [title, 'Noah', 'Noah agrees.']) expect(read).toContain(part);
  expect(await call(client, 'search-confluence', { query: 'order coffee', space_key: space })).toContain(title);
  expect(textOf(await client.readResource({ uri: `confluence://page/${pageId}` }))).toContain('Noah');
}

async function call(client: McpClient, name: string, args: Record<string, unknown>): Promise<string> {
  const result = await client.callTool({ name, arguments: args });
  const text = textOf(result);
  expect(result, `${name}: ${text}`).not.toMatchObject({ isError: true });
  return text;
}

/** All that a person would read in a result, wherever in it. */
function textOf(result: unknown): string {
  if (typeof result === 'string') return result;
  if (typeof result !== 'object' || result === null) return '';
  return Object.values(result).map(textOf).join('\n');
}
