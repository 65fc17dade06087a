import { fieldRefusal, Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import type { AssigneeType, Component, Project } from './records.ts';

/** What a request says about a component; the lead was found before, as each product names people in its own way. */
export interface ComponentValues {
  readonly name?: unknown;
  readonly description?: unknown;
  readonly assigneeType?: unknown;
  /** `null` takes the lead away. */
  readonly lead?: User | null;
}

const assigneeTypes: readonly AssigneeType[] = ['PROJECT_DEFAULT', 'COMPONENT_LEAD', 'PROJECT_LEAD', 'UNASSIGNED'];

/** A component with its project, or the 404 for one that is missing or in a project out of sight. */
export function componentOf(
  id: string,
  site: Site,
  user: User,
): { readonly project: Project; readonly component: Component } {
  for (const project of site.jira.projectsFor(user)) {
    const component = project.components.find((one) => one.id === id);
    if (component !== undefined) return { project, component };
  }
  throw new Refusal(404, `The component with id ${id} does not exist.`);
}

/** Makes a component; only its name is needed. */
export function createComponent(values: ComponentValues, project: Project, site: Site): Component {
  const blank = { name: '', description: '', lead: null, assigneeType: 'PROJECT_DEFAULT' } as const;
  const component = { ...checked(values, blank, project), id: site.jira.ids.component.next() };
  project.components.push(component);
  return component;
}

/** Changes what is named and leaves the rest. */
export function updateComponent(values: ComponentValues, component: Component, project: Project): void {
  Object.assign(component, checked(values, component, project));
}

function checked(values: ComponentValues, held: Omit<Component, 'id'>, project: Project): Omit<Component, 'id'> {
  const { name = held.name, description = held.description, lead = held.lead } = values;
  const wanted = values.assigneeType ?? held.assigneeType;
  const assigneeType = assigneeTypes.find((one) => one === wanted);
  if (typeof name !== 'string' || name.trim() === '') {
    throw fieldRefusal({ name: 'The component name specified is invalid - cannot be an empty string.' });
  }
  if (name.length > 255) throw fieldRefusal({ name: 'The component name must not exceed 255 characters in length.' });
  if (project.components.some((one) => one !== held && one.name.toLowerCase() === name.trim().toLowerCase())) {
    throw fieldRefusal({ name: `A component with the name ${name.trim()} already exists in this project.` });
  }
  if (typeof description !== 'string') throw fieldRefusal({ description: 'The description must be a text.' });
  if (assigneeType === undefined) throw fieldRefusal({ assigneeType: 'The assignee type is not a valid one.' });
  return { name: name.trim(), description, lead, assigneeType };
}
