import * as z from 'zod';
import { textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';

/** A component of a project as `structuredContent` has it. */
export function componentOutput() {
  return z.object({ id: z.string(), name: z.string(), lead: z.string().optional() });
}

/** A component as the REST API has it → a line, and data by {@link componentOutput}. */
export function componentEntry(wire: WireObject) {
  const data = {
    id: wireText(wire['id'], 'component id'),
    name: textAt(wire, 'name') ?? '',
    lead: textAt(wire, 'lead', 'displayName'),
  };
  const facts = [`id ${data.id}`, ...(data.lead === undefined ? [] : [`lead ${data.lead}`])];
  const description = textAt(wire, 'description');
  return { text: `- **${data.name}** (${facts.join(', ')})${description ? `: ${description}` : ''}`, data };
}
