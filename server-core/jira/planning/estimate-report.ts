import type { PlannedIssue } from './planned-issue.ts';
import type { PointEstimate } from './point-estimate.ts';

/** An estimate and what it goes by, in Markdown. */
export function estimateReport(issue: PlannedIssue, compared: number, estimate: PointEstimate): string {
  const { points, confidence, complexity, mean, similar } = estimate;
  const basis =
    mean === undefined
      ? `No ${issue.type} with story points was finished in ${issue.project} in the last 52 weeks, so this goes by complexity alone.`
      : `The weighted mean of finished ${issue.type} issues of ${issue.project} is ${mean.toFixed(1)}; complexity adds ${complexity / 2}.`;
  return [
    `# Story Points of ${issue.key}\n\n**${issue.summary}**`,
    [
      `- Estimate: **${points}**`,
      `- Confidence: ${confidence} (issues compared: ${compared})`,
      `- Complexity: ${complexity} of 8, from the length of the description, components and labels`,
      ...(issue.points === undefined ? [] : [`- Points it has now: ${issue.points}`]),
    ].join('\n'),
    basis,
    ...(similar.length === 0
      ? []
      : [`Most alike:\n${similar.map((one) => `- ${one.key} ${one.title} (${one.points} points)`).join('\n')}`]),
  ].join('\n\n');
}
