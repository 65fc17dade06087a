import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { nameArgument } from '../name-argument.ts';
import { currentPerson } from './current-person.ts';
import { findPerson } from './find-person.ts';
import { personEntry, personOutput } from './person-entry.ts';

export const getJiraUser = defineTool({
  name: 'get-jira-user',
  title: 'Look up a person in Jira',
  description: 'Returns one person with account id; without a name, whose account this server uses.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      person: nameArgument('E-mail, display name or account id').optional(),
    }),
  output: personOutput,
  handle: async ({ person }, context) => {
    const jira = await context.jira();
    return personEntry(await (person === undefined ? currentPerson(jira) : findPerson(jira, person)));
  },
});
