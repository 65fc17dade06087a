import * as z from 'zod';
import { InvalidArgumentsError, ToolError } from '../../errors.ts';
import { resourceResult } from '../../results/tool-result.ts';
import { defineTool, destructive } from '../../tool.ts';
import { issueKey, issueUri, issueUrl } from '../issue-key.ts';
import { nameArgument } from '../name-argument.ts';
import { textArgument } from '../text-format.ts';
import { chooseTransition } from './choose-transition.ts';
import { fieldsArgument, fieldValues } from './field-values.ts';
import { PartlyDoneError } from './partly-done-error.ts';
import { readTransitions } from './transitions.ts';

export const transitionJiraIssue = defineTool({
  name: 'transition-jira-issue',
  title: 'Change the status of a Jira issue',
  description:
    'Moves a Jira issue to another status, by name (In Progress) or transition id. If none fits, the error lists what does.',
  annotations: destructive,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      transition_name: nameArgument('Transition or its target status').optional(),
      transition_id: nameArgument('Where the name is not enough').optional(),
      comment: textArgument('Comment in Markdown').trim().min(1).optional(),
      resolution: nameArgument('Name of a resolution').optional(),
      fields: fieldsArgument(),
    }),
  output: () => z.object({ key: z.string(), status: z.string(), url: z.string() }),
  handle: async ({ issue_key, transition_name, transition_id, comment, resolution, fields: others }, context) => {
    if (transition_name === undefined && transition_id === undefined) {
      throw new InvalidArgumentsError('transition-jira-issue', ['expected transition_name or transition_id']);
    }
    const jira = await context.jira();
    const wanted = { name: transition_name, id: transition_id };
    const { id, to, hasScreen } = chooseTransition(await readTransitions(jira, issue_key), wanted);

    const resolved = resolution === undefined ? {} : { resolution: { name: resolution } };
    const fields = {
      ...resolved,
      ...(await fieldValues(jira, others, { issueKey: issue_key }, Object.keys(resolved))),
    };
    const said = comment === undefined ? undefined : { body: await jira.dialect.writeText(comment) };
    // a transition without a screen drops the comment that comes with it
    const along = said !== undefined && hasScreen ? { update: { comment: [{ add: said }] } } : {};
    const body = { transition: { id }, ...(Object.keys(fields).length > 0 && { fields }), ...along };
    await jira.request({ method: 'POST', path: jira.platform('issue', issue_key, 'transitions'), body });
    if (said !== undefined && !hasScreen) {
      try {
        await jira.request({ method: 'POST', path: jira.platform('issue', issue_key, 'comment'), body: said });
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
        throw new PartlyDoneError(`${issue_key} has status ${to} now, but the comment was not added`, error);
      }
    }
    const text = `Transitioned Jira issue ${issue_key} to status: ${to}`;
    const data = { key: issue_key, status: to, url: issueUrl(jira, issue_key) };
    return resourceResult(text, data, { uri: issueUri(issue_key), text });
  },
});
