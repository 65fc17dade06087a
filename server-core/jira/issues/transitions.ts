import { at, textAt, wireList, wireText } from '../../atlassian/wire-value.ts';
import type { JiraApi } from '../jira-api.ts';

export interface Transition {
  readonly id: string;
  readonly name: string;
  /** Name of the status that it leads to. */
  readonly to: string;
  /** Whether it asks for fields; only then does it take a comment along. */
  readonly hasScreen?: boolean | undefined;
}

/** What may be done with an issue in the status that it has now. */
export async function readTransitions(jira: JiraApi, key: string): Promise<Transition[]> {
  const answer = await jira.object({ path: jira.platform('issue', key, 'transitions') });
  return wireList(answer['transitions'], 'transitions').map((transition) => {
    const name = textAt(transition, 'name') ?? '';
    return {
      id: wireText(transition['id'], 'transition id'),
      name,
      to: textAt(transition, 'to', 'name') ?? name,
      hasScreen: at(transition, 'hasScreen') === true,
    };
  });
}
