import * as z from 'zod';
import { wireObject } from '../../atlassian/wire-value.ts';
import { InvalidArgumentsError } from '../../errors.ts';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { dateArgument } from '../date-argument.ts';
import { numberId } from '../number-id.ts';
import { versionEntry } from './version.ts';

export const updateJiraVersion = defineTool({
  name: 'update-jira-version',
  title: 'Change or release a version',
  description: 'Changes, releases or archives a version of a Jira project.',
  annotations: destructiveOnce,
  input: () =>
    z.strictObject({
      version_id: numberId('Id of the version, from get-jira-project'),
      name: z.string().trim().min(1).describe('New name').optional(),
      description: z.string().trim().describe('New description').optional(),
      start_date: dateArgument('New start, YYYY-MM-DD').optional(),
      release_date: dateArgument('New release date, YYYY-MM-DD').optional(),
      released: z.boolean().describe('Whether it is released').optional(),
      archived: z.boolean().describe('Whether it is archived').optional(),
    }),
  output: () => z.object({ id: z.string(), name: z.string() }),
  handle: async ({ version_id, name, description, start_date, release_date, released, archived }, context) => {
    const body = { name, description, startDate: start_date, releaseDate: release_date, released, archived };
    if (Object.values(body).every((value) => value === undefined)) {
      throw new InvalidArgumentsError('update-jira-version', ['name, dates, released or archived: one is required']);
    }
    const jira = await context.jira();
    const path = jira.platform('version', version_id);
    // Data Center answers without the version
    const answer = (await jira.request({ method: 'PUT', path, body })) ?? (await jira.request({ path }));
    const { text, data } = versionEntry(wireObject(answer, 'the version'));
    return { text: `Changed the version:\n${text}`, data: { id: data.id, name: data.name } };
  },
});
