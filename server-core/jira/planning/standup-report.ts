import { readableInstant } from '../../instant.ts';
import type { Sprint } from '../agile/sprint.ts';
import type { PlannedIssue } from './planned-issue.ts';
import type { Portion, SprintProgress, TeamMember } from './sprint-progress.ts';

const SHOWN_PEOPLE = 20;
const SHOWN_PER_PERSON = 3;
const SHOWN_URGENT = 5;
const SHOWN_IN_PROGRESS = 10;
const SHOWN_SUMMARY = 100;

/** What a daily standup looks at, in Markdown. Long lists are cut, and say so. */
export function standupReport(sprint: Sprint, progress: SprintProgress): string {
  return [
    `# Daily Standup: ${sprint.name}`,
    datesOf(sprint),
    '## Sprint Progress',
    [
      `- Issues: ${portionLine(progress.issues)}`,
      progress.points.total === 0
        ? '- Story points: no issue has an estimate'
        : `- Story points: ${portionLine(progress.points)}`,
      `- In progress: ${progress.inProgress.length}`,
      `- To do: ${progress.toDo}`,
    ].join('\n'),
    '## Status Breakdown',
    lines(progress.statuses.map(([status, count]) => `- ${status}: ${count}`)),
    '## Team Status',
    lines(progress.team.slice(0, SHOWN_PEOPLE).map(memberLines), progress.team.length - SHOWN_PEOPLE),
    '## Potential Blockers',
    'Issues of high priority that are not done.',
    lines(progress.urgent.slice(0, SHOWN_URGENT).map(issueLine), progress.urgent.length - SHOWN_URGENT),
    '## Currently In Progress',
    lines(
      progress.inProgress.slice(0, SHOWN_IN_PROGRESS).map(issueLine),
      progress.inProgress.length - SHOWN_IN_PROGRESS,
    ),
  ].join('\n\n');
}

function datesOf({ start_date, end_date, goal }: Sprint): string {
  const dates = `${readableInstant(start_date)} to ${readableInstant(end_date)}`;
  return goal === undefined ? dates : `${dates}\n\nGoal: ${goal}`;
}

function portionLine({ done, total, percent }: Portion): string {
  return `${done} of ${total} done (${percent}%)`;
}

function memberLines({ name, done, total, inProgress }: TeamMember): string {
  const shown = inProgress.slice(0, SHOWN_PER_PERSON).map(({ key, summary }) => `\n  - ${key} ${short(summary)}`);
  const more = inProgress.length - SHOWN_PER_PERSON;
  return `- **${name}**: ${done} of ${total} done, ${inProgress.length} in progress${shown.join('')}${more > 0 ? `\n  - and ${more} more` : ''}`;
}

function issueLine({ key, summary, status, priority, assignee }: PlannedIssue): string {
  const facts = [status, priority, assignee?.name ?? 'nobody assigned'].filter(Boolean).join(', ');
  return `- **${key}** ${short(summary)} (${facts})`;
}

function short(summary: string): string {
  return summary.length <= SHOWN_SUMMARY ? summary : `${summary.slice(0, SHOWN_SUMMARY).trim()}…`;
}

function lines(shown: readonly string[], more = 0): string {
  if (shown.length === 0) return 'None.';
  return [...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
