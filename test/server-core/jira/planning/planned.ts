import type { PlannedIssue } from '../../../../server-core/jira/planning/planned-issue.ts';

/** An issue of which only that matters which a test names. */
export function planned(parts: Partial<PlannedIssue> = {}): PlannedIssue {
  return {
    key: 'A-1',
    summary: 'Something',
    status: 'To Do',
    stage: 'to-do',
    type: 'Story',
    project: 'A',
    components: [],
    labels: [],
    ...parts,
  };
}

export const person = (name: string, active = true) => ({ id: `id-of-${name}`, name, active });
