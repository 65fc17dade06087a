import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { currentPerson, findPerson } from './find-people.ts';
import { personEntry, personOutput } from './person.ts';

export const getConfluenceUser = defineTool({
  name: 'get-confluence-user',
  title: 'Look up a person in Confluence',
  description: 'Returns one person with account id; without a name, whose account this server uses.',
  annotations: readOnly,
  input: () =>
    z.strictObject({ person: z.string().trim().min(1).max(200).describe('Display name or account id').optional() }),
  output: personOutput,
  handle: async ({ person }, context) => {
    const confluence = await context.confluence();
    return personEntry(await (person === undefined ? currentPerson(confluence) : findPerson(confluence, person)));
  },
});
