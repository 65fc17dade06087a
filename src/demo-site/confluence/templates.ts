import { Refusal } from '../http/refusal.ts';
import type { ConfluenceContent } from './confluence-content.ts';
import type { Space, Template } from './records.ts';

/** The templates that a space has of its own; without a space those that every space offers. */
export function templatesOf(content: ConfluenceContent, space: Space | null): readonly Template[] {
  return content.templates.filter((template) => template.space === space);
}

/** The template of an id. One that is not there gets the 403 of one that the user may not see. */
export function templateOf(content: ConfluenceContent, id: string): Template {
  const template = content.templates.find((one) => one.id === id);
  if (template === undefined)
    throw new Refusal(403, `There is no template with the id ${id.slice(0, 40)} that you may see.`);
  return template;
}
