import * as z from 'zod';
import { defineResourceKind } from '../../resource-kind.ts';
import { completeProjectKey, completeStatus } from '../completers.ts';
import { jqlString } from '../jql.ts';
import { listStamps } from '../live/watched-lists.ts';
import { projectKey } from '../project-key.ts';
import { listMarkdown, matching } from './search.ts';

/** The issues of a project that are in one status. */
export const statusResource = defineResourceKind({
  name: 'jira-status',
  title: 'Jira issues in a status',
  description: 'The issues of a Jira project that are in one status, last changed first',
  uriTemplate: 'jira://project/{PROJECT}/status/{STATUS}',
  parameters: () => z.strictObject({ PROJECT: projectKey(), STATUS: z.string().trim().min(1).max(255) }),
  read: ({ PROJECT, STATUS }, context) => listMarkdown(queryOf(PROJECT, STATUS), context),
  stamps: listStamps((jira, { PROJECT = '', STATUS = '' }, withinMinutes) =>
    matching(jira, queryOf(PROJECT, STATUS), withinMinutes),
  ),
  completers: { PROJECT: completeProjectKey, STATUS: completeStatus },
});

function queryOf(project: string, status: string): string {
  return `project = ${jqlString(project)} AND status = ${jqlString(status)} ORDER BY updated DESC`;
}
