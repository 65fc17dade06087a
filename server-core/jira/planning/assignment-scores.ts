import { groupedBy } from './grouped-by.ts';
import type { Assignee, PlannedIssue } from './planned-issue.ts';

/** How much someone has had to do with issues like one. */
export interface Candidate {
  readonly person: Assignee;
  /** 1 for each finished issue like it, 2 more for each component in common, 1 more for each label in common. */
  readonly score: number;
  readonly issues: number;
  readonly commonComponents: number;
  readonly commonLabels: number;
}

/** Those who finished issues like `issue`, highest score first. Who has no active account any more is left out. */
export function assignmentScores(issue: PlannedIssue, finished: readonly PlannedIssue[]): Candidate[] {
  const byPerson = groupedBy(finished, ({ assignee }) => assignee?.id);
  return [...byPerson.values()]
    .flatMap((theirs) => {
      const person = theirs[0]?.assignee;
      if (person === undefined || !person.active) return [];
      const commonComponents = sum(theirs, (one) => common(one.components, issue.components));
      const commonLabels = sum(theirs, (one) => common(one.labels, issue.labels));
      const score = theirs.length + 2 * commonComponents + commonLabels;
      return [{ person, score, issues: theirs.length, commonComponents, commonLabels }];
    })
    .sort((a, b) => b.score - a.score || a.person.name.localeCompare(b.person.name));
}

/** High from a score of 5, Medium from 3. */
export function scoreLevel(score: number): 'High' | 'Medium' | 'Low' {
  if (score >= 5) return 'High';
  return score >= 3 ? 'Medium' : 'Low';
}

/** How many values two lists have in common. */
export function common(some: readonly string[], others: readonly string[]): number {
  return some.filter((value) => others.includes(value)).length;
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
