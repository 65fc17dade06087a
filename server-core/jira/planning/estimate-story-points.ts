import * as z from 'zod';
import { at, type WireObject } from '../../atlassian/wire-value.ts';
import type { CallContext } from '../../call-context.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { findIssues } from '../issues/find-issues.ts';
import type { JiraApi } from '../jira-api.ts';
import { jqlString } from '../jql.ts';
import { readAll } from '../read-all.ts';
import { boundedReport } from './bounded-report.ts';
import { estimateReport } from './estimate-report.ts';
import { type PlannedIssue, plannedFields, plannedIssueOf } from './planned-issue.ts';
import { type Estimated, type History, pointEstimate } from './point-estimate.ts';
import { reportReading } from './report-reading.ts';
import { hasStoryPoints, storyPointFields } from './story-point-fields.ts';

const LOOKED_AT = 100;

export const estimateStoryPoints = defineTool({
  name: 'estimate-story-points',
  title: 'Estimate the story points of a Jira issue',
  description:
    'Computes story points from similar finished issues and from its length, components and labels. Arithmetic, not AI.',
  annotations: readOnly,
  input: () => z.strictObject({ issue_key: issueKey() }),
  output: () =>
    z.object({
      points: z.int(),
      confidence: z.string(),
      complexity: z.int(),
      issues_compared: z.int(),
      similar: z.array(z.object({ key: z.string(), points: z.number() })),
    }),
  handle: async ({ issue_key }, context) => {
    const jira = await context.jira();
    const [wire, pointFields] = await Promise.all([
      jira.object({
        path: jira.platform('issue', issue_key),
        query: { fields: [...plannedFields, 'description'] },
      }),
      storyPointFields(jira),
    ]);
    const issue = plannedIssueOf(wire, pointFields);
    const history = pointFields.length === 0 ? [] : await readHistory(jira, issue, pointFields, context);
    const estimate = pointEstimate(await estimatedOf(jira, wire, issue), history);
    const data = {
      points: estimate.points,
      confidence: estimate.confidence,
      complexity: estimate.complexity,
      issues_compared: history.length,
      similar: estimate.similar.map(({ key, points }) => ({ key, points })),
    };
    return { text: boundedReport(estimateReport(issue, history.length, estimate), data, 1, context.settings), data };
  },
});

async function readHistory(
  jira: JiraApi,
  { key, project, type }: PlannedIssue,
  pointFields: readonly string[],
  context: CallContext,
): Promise<History[]> {
  const jql =
    `project = ${jqlString(project)} AND issuetype = ${jqlString(type)} AND resolved >= -52w ` +
    `AND ${hasStoryPoints(pointFields)} AND key != ${jqlString(key)} ORDER BY resolved DESC`;
  const fields = [...plannedFields, 'description', ...pointFields];
  const { items } = await readAll((page) => findIssues(jira, { jql, fields, ...page }), {
    most: LOOKED_AT,
    onPage: reportReading(context, 'finished issues'),
  });
  const history = await Promise.all(
    items.map(async (wire) => {
      const planned = plannedIssueOf(wire, pointFields);
      const { key: other, points } = planned;
      return points === undefined ? [] : [{ key: other, points, ...(await estimatedOf(jira, wire, planned)) }];
    }),
  );
  return history.flat();
}

async function estimatedOf(
  jira: JiraApi,
  wire: WireObject,
  { summary, components, labels }: PlannedIssue,
): Promise<Estimated> {
  const description = await jira.dialect.readText(at(wire, 'fields', 'description'));
  return { title: summary, description: description.markdown, components, labels };
}
