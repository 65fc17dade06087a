import * as z from 'zod';
import { additive, defineTool } from '../../tool.ts';
import { instantArgument, isoInstant } from '../instant-argument.ts';
import { numberId } from '../number-id.ts';
import { agilePath } from './agile-path.ts';
import { sprintLine, sprintOf } from './sprint.ts';

export const createSprint = defineTool({
  name: 'create-sprint',
  title: 'Create a sprint',
  description: 'Creates a future sprint on a Scrum board. update-sprint starts it.',
  annotations: additive,
  input: () =>
    z.strictObject({
      board_id: numberId('Board id, from get-agile-boards'),
      name: z.string().trim().min(1).describe('Name of the sprint'),
      goal: z.string().trim().min(1).describe('Goal of the sprint').optional(),
      start_date: instantArgument('When it is to start, ISO 8601').optional(),
      end_date: instantArgument('When it is to end, ISO 8601').optional(),
    }),
  output: () => z.object({ id: z.string(), name: z.string(), state: z.string() }),
  handle: async ({ board_id, name, goal, start_date, end_date }, context) => {
    const jira = await context.jira();
    const body = {
      name,
      originBoardId: Number(board_id),
      goal,
      startDate: start_date && isoInstant(start_date),
      endDate: end_date && isoInstant(end_date),
    };
    const sprint = sprintOf(await jira.object({ method: 'POST', path: agilePath('sprint'), body }));
    return {
      text: `Created a sprint on board ${board_id}:\n${sprintLine(sprint)}`,
      data: { id: sprint.id, name: sprint.name, state: sprint.state },
    };
  },
});
