import { type Candidate, scoreLevel } from './assignment-scores.ts';
import type { PlannedIssue } from './planned-issue.ts';

/** A candidate with how many unfinished issues they have. */
export type Ranked = Candidate & { readonly open: number };

/** Who could take an issue and how that was counted, in Markdown. */
export function assignmentReport(issue: PlannedIssue, counted: number, ranked: readonly Ranked[]): string {
  const where = `${issue.type} issues of ${issue.project}${issue.components.length === 0 ? '' : ` with its components (${issue.components.join(', ')})`}`;
  const head = `# Who Could Take ${issue.key}\n\n**${issue.summary}**`;
  if (ranked.length === 0) {
    return `${head}\n\nNobody finished ${where} in the last 26 weeks, so there is nothing to go by.`;
  }
  const how =
    `Goes by the ${where} that were finished in the last 26 weeks (${counted} found): ` +
    '1 for each, 2 more for each component and 1 more for each label in common.';
  return [head, how, ranked.map(candidateLines).join('\n')].join('\n\n');
}

function candidateLines(
  { person, score, issues, commonComponents, commonLabels, open }: Ranked,
  index: number,
): string {
  return (
    `${index + 1}. **${person.name}** (${person.id}): ${scoreLevel(score)}, score ${score}\n` +
    `   - Finished: ${issues}; components in common: ${commonComponents}; labels in common: ${commonLabels}\n` +
    `   - Open issues now: ${open}`
  );
}
