import type { SiteClient } from './site-client.ts';

/** Creates an issue in the project DEMO and gives its key. */
export async function newIssue(ben: SiteClient, fields: Record<string, unknown> = {}): Promise<string> {
  const { status, body, text } = await ben.post('/rest/api/3/issue', {
    fields: { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'A new task', ...fields },
  });
  if (status !== 201) throw new Error(text);
  return body.key;
}
