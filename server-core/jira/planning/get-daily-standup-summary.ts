import * as z from 'zod';
import { NoMatchError } from '../../errors.ts';
import { resourceResult } from '../../results/tool-result.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { findAgileIssues } from '../agile/agile-issues.ts';
import { agilePath } from '../agile/agile-path.ts';
import { type Sprint, sprintOf } from '../agile/sprint.ts';
import type { JiraApi } from '../jira-api.ts';
import { numberId } from '../number-id.ts';
import { readOffsetPage } from '../offset-page.ts';
import { readAll } from '../read-all.ts';
import { boundedReport } from './bounded-report.ts';
import { plannedFields, plannedIssueOf } from './planned-issue.ts';
import { reportReading } from './report-reading.ts';
import { sprintProgress } from './sprint-progress.ts';
import { standupReport } from './standup-report.ts';
import { storyPointFields } from './story-point-fields.ts';

/** More issues than any team has in a sprint. */
const MAX_ISSUES = 1_000;
const MAX_SPRINTS = 10;

export const getDailyStandupSummary = defineTool({
  name: 'get-daily-standup-summary',
  title: 'Summarize a sprint for the daily standup',
  description:
    "Counts the issues of a board's active sprint: progress, statuses, who works on what, urgent issues that are open.",
  annotations: readOnly,
  input: () => z.strictObject({ board_id: numberId('Board id, from get-agile-boards') }),
  output: () =>
    z.object({
      sprint_id: z.string(),
      sprint_name: z.string(),
      issues: z.int(),
      done: z.int(),
      in_progress: z.int(),
      to_do: z.int(),
      points: z.number(),
      points_done: z.number(),
      urgent: z.array(z.string()),
    }),
  handle: async ({ board_id }, context) => {
    const jira = await context.jira();
    const [[sprint, ...others], pointFields] = await Promise.all([
      activeSprints(jira, board_id),
      storyPointFields(jira),
    ]);
    const fields = [...plannedFields, ...pointFields];
    const { items, complete } = await readAll(
      (page) => findAgileIssues(jira, ['sprint', sprint.id, 'issue'], { fields, ...page }),
      { most: MAX_ISSUES, onPage: reportReading(context, 'issues') },
    );
    const progress = sprintProgress(items.map((wire) => plannedIssueOf(wire, pointFields)));
    const data = {
      sprint_id: sprint.id,
      sprint_name: sprint.name,
      issues: progress.issues.total,
      done: progress.issues.done,
      in_progress: progress.inProgress.length,
      to_do: progress.toDo,
      points: progress.points.total,
      points_done: progress.points.done,
      urgent: progress.urgent.slice(0, 25).map(({ key }) => key),
    };
    const notes = [
      ...(complete ? [] : [`[Only the first ${items.length} issues of the sprint were counted.]`]),
      ...(others.length === 0
        ? []
        : [`[The board has other active sprints: ${others.map(({ name }) => name).join(', ')}.]`]),
    ];
    const text = [...notes, standupReport(sprint, progress)].join('\n\n');
    const report = boundedReport(text, data, 2, context.settings);
    return resourceResult(report, data, { uri: `jira://board/${board_id}/daily-standup`, text: report });
  },
});

/** The active sprints of a board: most boards have one at a time, and there are sites that allow several. */
async function activeSprints(jira: JiraApi, boardId: string): Promise<readonly [Sprint, ...Sprint[]]> {
  const list = { path: agilePath('board', boardId, 'sprint'), query: { state: 'active' }, member: 'values' };
  const [sprint, ...others] = (await readOffsetPage(jira, list, { limit: MAX_SPRINTS })).items.map(sprintOf);
  if (sprint !== undefined) return [sprint, ...others];
  throw new NoMatchError(
    `Board ${boardId} has no active sprint. get-board-sprints with the state "all" lists its sprints, and update-sprint starts one.`,
  );
}
