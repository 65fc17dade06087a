import * as z from 'zod';
import { defineTool, destructive } from '../../tool.ts';
import { resourceResult } from '../../tool-result.ts';
import { chooseTransition } from '../choose-transition.ts';
import { issueKey, issueUri } from '../issue-key.ts';

export const transitionJiraIssue = defineTool({
  name: 'transition-jira-issue',
  title: 'Change the status of a Jira issue',
  description:
    'Moves a Jira issue along its workflow. Takes a transition or status by name (In Progress, Done), or a transition id. ' +
    'If none fits, the error lists those that are possible now.',
  annotations: destructive,
  input: () =>
    z
      .strictObject({
        issue_key: issueKey(),
        transition_name: z
          .string()
          .trim()
          .min(1)
          .describe('Name of the transition, or of the status that it leads to; upper and lower case are the same')
          .optional(),
        transition_id: z.string().trim().min(1).describe('Id of the transition, if the name is not enough').optional(),
      })
      .refine(({ transition_name, transition_id }) => transition_name !== undefined || transition_id !== undefined, {
        error: 'expected transition_name or transition_id',
      }),
  handle: async ({ issue_key, transition_name, transition_id }, context) => {
    const jira = await context.jira();
    const transition = chooseTransition(await jira.transitions(issue_key), {
      name: transition_name,
      id: transition_id,
    });
    await jira.transition(issue_key, transition.id);
    const text = `Transitioned Jira issue ${issue_key} to status: ${transition.to}`;
    return resourceResult(text, issueUri(issue_key), text);
  },
});
