import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { countIssues } from '../issues/count-issues.ts';
import { findIssues } from '../issues/find-issues.ts';
import type { JiraApi } from '../jira-api.ts';
import { jqlString } from '../jql.ts';
import { readAll } from '../read-all.ts';
import { assignmentReport, type Ranked } from './assignment-report.ts';
import { assignmentScores, type Candidate } from './assignment-scores.ts';
import { boundedReport } from './bounded-report.ts';
import { type PlannedIssue, plannedFields, plannedIssueOf } from './planned-issue.ts';
import { reportReading } from './report-reading.ts';

const LOOKED_AT = 50;
const SHOWN = 5;

export const getTaskAssignmentRecommendations = defineTool({
  name: 'get-task-assignment-recommendations',
  title: 'Recommend who could take a Jira issue',
  description:
    'Ranks people by similar issues (project, type, components, labels) that they finished in 26 weeks. Counting, not AI.',
  annotations: readOnly,
  input: () => z.strictObject({ issue_key: issueKey() }),
  output: () =>
    z.object({
      issues_counted: z.int(),
      candidates: z.array(
        z.object({
          account_id: z.string(),
          name: z.string(),
          score: z.int(),
          finished: z.int(),
          open_issues: z.int(),
        }),
      ),
    }),
  handle: async ({ issue_key }, context) => {
    const jira = await context.jira();
    const issue = plannedIssueOf(
      await jira.object({ path: jira.platform('issue', issue_key), query: { fields: plannedFields } }),
      [],
    );
    const { items } = await readAll(
      (page) => findIssues(jira, { jql: finishedLike(issue), fields: plannedFields, ...page }),
      { most: LOOKED_AT, onPage: reportReading(context, 'finished issues') },
    );
    const scores = assignmentScores(
      issue,
      items.map((wire) => plannedIssueOf(wire, [])),
    ).slice(0, SHOWN);
    const ranked = await Promise.all(scores.map((one) => withWorkload(jira, one)));
    const data = {
      issues_counted: items.length,
      candidates: ranked.map(({ person, score, issues, open }) => ({
        account_id: person.id,
        name: person.name,
        score,
        finished: issues,
        open_issues: open,
      })),
    };
    return { text: boundedReport(assignmentReport(issue, items.length, ranked), data, 1, context.settings), data };
  },
});

function finishedLike({ key, project, type, components }: PlannedIssue): string {
  const clauses = [
    `project = ${jqlString(project)}`,
    `issuetype = ${jqlString(type)}`,
    ...(components.length === 0 ? [] : [`component in (${components.map(jqlString).join(', ')})`]),
    'assignee is not EMPTY',
    'resolved >= -26w',
    `key != ${jqlString(key)}`,
  ];
  return `${clauses.join(' AND ')} ORDER BY resolved DESC`;
}

async function withWorkload(jira: JiraApi, candidate: Candidate): Promise<Ranked> {
  const jql = `assignee = ${jqlString(candidate.person.id)} AND statusCategory != Done`;
  return { ...candidate, open: await countIssues(jira, jql) };
}
