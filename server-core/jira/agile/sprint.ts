import * as z from 'zod';
import { textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';
import { readableInstant } from '../../instant.ts';

/** A sprint as `structuredContent` has it. Dates are ISO 8601 as the site gave them; a future sprint may have none. */
export function sprintOutput() {
  return z.object({
    id: z.string(),
    name: z.string(),
    state: z.string(),
    start_date: z.string().optional(),
    end_date: z.string().optional(),
    complete_date: z.string().optional(),
    goal: z.string().optional(),
  });
}

/** A sprint as the REST API has it → data by {@link sprintOutput}. */
export function sprintOf(wire: WireObject) {
  return {
    id: wireText(wire['id'], 'sprint id'),
    name: textAt(wire, 'name') ?? '',
    state: textAt(wire, 'state') ?? 'unknown',
    start_date: textAt(wire, 'startDate'),
    end_date: textAt(wire, 'endDate'),
    complete_date: textAt(wire, 'completeDate'),
    goal: textAt(wire, 'goal') || undefined,
  };
}

export type Sprint = ReturnType<typeof sprintOf>;

/** A sprint in a list: its facts in a line, and its goal below. */
export function sprintLine({ id, name, state, start_date, end_date, complete_date, goal }: Sprint): string {
  const facts = [
    `id ${id}`,
    state,
    ...(start_date === undefined ? [] : [`starts ${readableInstant(start_date)}`]),
    ...(end_date === undefined ? [] : [`ends ${readableInstant(end_date)}`]),
    ...(complete_date === undefined ? [] : [`completed ${readableInstant(complete_date)}`]),
  ];
  return `- **${name}** (${facts.join(', ')})${goal === undefined ? '' : `\n  Goal: ${goal}`}`;
}
