import * as z from 'zod';
import type { CallContext } from '../../call-context.ts';
import { issueKey } from '../issue-key.ts';
import { agilePath } from './agile-path.ts';

/** As many issues as Jira moves in one request. */
const MAX_MOVED = 50;

/** The argument that names the issues to move. */
export function issueKeys() {
  return z.array(issueKey()).min(1).max(MAX_MOVED).describe(`Keys of the issues, at most ${MAX_MOVED}`);
}

export function movedOutput() {
  return z.object({ issue_keys: z.array(z.string()), moved_to: z.string() });
}

/** Puts issues into what the path of the agile API names. Jira moves all of them or none. */
export async function moveIssues(
  target: readonly string[],
  { issue_keys, name }: { readonly issue_keys: readonly string[]; readonly name: string },
  context: CallContext,
) {
  const jira = await context.jira();
  await jira.request({ method: 'POST', path: agilePath(...target), body: { issues: issue_keys } });
  const count = issue_keys.length === 1 ? 'issue' : 'issues';
  return {
    text: `Moved ${issue_keys.length} ${count} to ${name}: ${issue_keys.join(', ')}`,
    data: { issue_keys: [...issue_keys], moved_to: name },
  };
}
