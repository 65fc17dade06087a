import * as z from 'zod';
import { InvalidArgumentsError } from '../../errors.ts';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { instantArgument, isoInstant } from '../instant-argument.ts';
import { numberId } from '../number-id.ts';
import { agilePath } from './agile-path.ts';
import { sprintLine, sprintOf } from './sprint.ts';

const done = { active: 'Started', closed: 'Closed' };

export const updateSprint = defineTool({
  name: 'update-sprint',
  title: 'Change, start or close a sprint',
  description:
    'Changes a sprint. State active starts it, which needs both dates; state closed ends it and leaves its open issues in the backlog.',
  annotations: destructiveOnce,
  input: () =>
    z.strictObject({
      sprint_id: numberId('Sprint id, from get-board-sprints'),
      name: z.string().trim().min(1).describe('New name').optional(),
      goal: z.string().trim().describe('New goal; empty takes it away').optional(),
      start_date: instantArgument('New start, ISO 8601').optional(),
      end_date: instantArgument('New end, ISO 8601').optional(),
      state: z.enum(['active', 'closed']).describe('Starts or closes the sprint').optional(),
    }),
  output: () => z.object({ id: z.string(), name: z.string(), state: z.string() }),
  handle: async ({ sprint_id, name, goal, start_date, end_date, state }, context) => {
    const body = {
      name,
      goal,
      startDate: start_date && isoInstant(start_date),
      endDate: end_date && isoInstant(end_date),
      state,
    };
    if (Object.values(body).every((value) => value === undefined)) {
      throw new InvalidArgumentsError('update-sprint', ['name, goal, start_date, end_date or state: one is required']);
    }
    const jira = await context.jira();
    // POST leaves what the body does not name; PUT would take it away
    const sprint = sprintOf(await jira.object({ method: 'POST', path: agilePath('sprint', sprint_id), body }));
    return {
      text: `${state === undefined ? 'Changed' : done[state]} the sprint:\n${sprintLine(sprint)}`,
      data: { id: sprint.id, name: sprint.name, state: sprint.state },
    };
  },
});
