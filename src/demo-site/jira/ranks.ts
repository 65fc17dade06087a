import type { Site } from '../site.ts';
import type { Issue } from './records.ts';

/** Puts issues, in the given order, right before or right after another one. */
export function rankIssues(issues: readonly Issue[], where: 'before' | 'after', pivot: Issue, site: Site): void {
  const moved = issues.filter((issue) => issue !== pivot);
  const others = site.jira.allIssues.filter((issue) => !moved.includes(issue)).sort((a, b) => a.rank - b.rank);
  const at = others.indexOf(pivot) + (where === 'after' ? 1 : 0);
  for (const [index, issue] of [...others.slice(0, at), ...moved, ...others.slice(at)].entries())
    issue.rank = index + 1;
}
