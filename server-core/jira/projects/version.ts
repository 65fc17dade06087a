import * as z from 'zod';
import { at, textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';

/** A version of a project as `structuredContent` has it. Dates are calendar dates. */
export function versionOutput() {
  return z.object({
    id: z.string(),
    name: z.string(),
    released: z.boolean(),
    archived: z.boolean(),
    start_date: z.string().optional(),
    release_date: z.string().optional(),
  });
}

/** A version as the REST API has it → a line, and data by {@link versionOutput}. */
export function versionEntry(wire: WireObject) {
  const data = {
    id: wireText(wire['id'], 'version id'),
    name: textAt(wire, 'name') ?? '',
    released: at(wire, 'released') === true,
    archived: at(wire, 'archived') === true,
    start_date: textAt(wire, 'startDate'),
    release_date: textAt(wire, 'releaseDate'),
  };
  const facts = [
    `id ${data.id}`,
    data.released ? 'released' : 'unreleased',
    ...(data.archived ? ['archived'] : []),
    ...(data.start_date === undefined ? [] : [`starts ${data.start_date}`]),
    ...(data.release_date === undefined ? [] : [`release date ${data.release_date}`]),
  ];
  return { text: `- **${data.name}** (${facts.join(', ')})`, data };
}
