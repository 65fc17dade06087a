import * as z from 'zod';
import { at, textAt, type WireObject, wireList, wireText } from '../../atlassian/wire-value.ts';
import { additive, defineTool } from '../../tool.ts';
import { issueUrl } from '../issue-key.ts';
import type { JiraApi } from '../jira-api.ts';
import { newIssueBody, newIssueInput } from './new-issue.ts';

/** What one request may create. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/ */
const MOST = 50;

export const createJiraIssues = defineTool({
  name: 'create-jira-issues',
  title: 'Create several Jira issues',
  description:
    'Creates up to 50 issues at once and tells of each whether it was created. If a name in any of them fits nothing, none is.',
  annotations: additive,
  input: () =>
    z.strictObject({ issues: z.array(z.strictObject(newIssueInput())).min(1).max(MOST).describe('The issues') }),
  output: () =>
    z.object({
      created: z.array(z.object({ index: z.int(), key: z.string(), url: z.string() })),
      failed: z.array(z.object({ index: z.int(), error: z.string() })),
    }),
  handle: async ({ issues }, context) => {
    const jira = await context.jira();
    const issueUpdates: { fields: Record<string, unknown> }[] = [];
    for (const [index, issue] of issues.entries()) {
      issueUpdates.push({ fields: (await newIssueBody(jira, issue)).fields });
      context.progress(index + 1, issues.length, `Looked up the names in ${index + 1} issues`);
    }
    const path = jira.platform('issue', 'bulk');
    const answer = await jira.object({ method: 'POST', path, body: { issueUpdates } });
    const failed = wireList(answer['errors'] ?? [], 'errors').map(failureOf);
    const created = createdOf(jira, wireList(answer['issues'] ?? [], 'issues'), failed, issues.length);

    const lines = [
      ...created.map(({ index, key }) => ({ index, text: `${key}: ${issues[index]?.summary}` })),
      ...failed.map(({ index, error }) => ({ index, text: `not created: ${issues[index]?.summary}: ${error}` })),
    ].toSorted((one, other) => one.index - other.index);
    const text = `Created ${created.length} of ${issues.length} Jira issues`;
    return { text: [text, lines.map((line) => `- ${line.text}`).join('\n')].join('\n\n'), data: { created, failed } };
  },
});

/** The answer has the new issues in their order, without those that failed. */
function createdOf(
  jira: JiraApi,
  created: readonly WireObject[],
  failed: readonly { readonly index: number }[],
  count: number,
) {
  const failures = new Set(failed.map(({ index }) => index));
  const indexes = Array.from({ length: count }, (_, index) => index).filter((index) => !failures.has(index));
  return created.map((wire, position) => {
    const key = wireText(wire['key'], 'key of a new issue');
    return { index: indexes[position] ?? position, key, url: issueUrl(jira, key) };
  });
}

function failureOf(wire: WireObject) {
  const messages = at(wire, 'elementErrors', 'errorMessages');
  const errors = at(wire, 'elementErrors', 'errors');
  const words = [
    ...(Array.isArray(messages) ? messages.filter((message) => typeof message === 'string') : []),
    ...(typeof errors === 'object' ? Object.entries(errors ?? {}).map(([field, text]) => `${field}: ${text}`) : []),
  ];
  const error = words.join('; ') || `the site answered ${textAt(wire, 'status') ?? 'nothing about it'}`;
  return { index: Number(textAt(wire, 'failedElementNumber') ?? 0), error: error.slice(0, 1_000) };
}
