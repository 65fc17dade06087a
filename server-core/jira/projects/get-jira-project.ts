import * as z from 'zod';
import { beginningOf, ENVELOPE_BYTES, sizeOf } from '../../results/result-size.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { projectKey } from '../project-key.ts';
import { componentOutput } from './component.ts';
import { type Project, projectParts, readProject } from './project.ts';
import { versionOutput } from './version.ts';

/** Most entries of each list; fewer where a result has no room for them. */
const MAX_SHOWN = 100;
const SHOWN_DESCRIPTION = 1_000;

export const getJiraProject = defineTool({
  name: 'get-jira-project',
  title: 'Get a Jira project',
  description:
    'Returns a Jira project, with its issue types, components, versions (newest first) and statuses if asked for.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      project_key: projectKey(),
      include: z.array(z.enum(projectParts)).default(['issue_types']).describe('What to add'),
    }),
  output: () =>
    z.object({
      key: z.string(),
      name: z.string(),
      type: z.string().optional(),
      lead: z.string().optional(),
      url: z.string(),
      issue_types: z.array(z.string()).optional(),
      components: z.array(componentOutput()).optional(),
      versions: z.array(versionOutput()).optional(),
      statuses: z.array(z.string()).optional(),
    }),
  handle: async ({ project_key, include }, context) => {
    const project = await readProject(await context.jira(), project_key, include);
    const room = context.settings.resultBytes - ENVELOPE_BYTES;
    let most = MAX_SHOWN;
    let result = projectResult(project, most);
    while (most > 1 && sizeOf(result) > room) {
      most = Math.floor(most / 2);
      result = projectResult(project, most);
    }
    return result;
  },
});

/** The project with at most `most` entries of each list. */
function projectResult(project: Project, most: number) {
  const { key, name, url, type, lead, issueTypes, components, versions, statuses } = project;
  const facts = [
    ...(type === undefined ? [] : [`Type: ${type}`]),
    ...(lead === undefined ? [] : [`Lead: ${lead}`]),
    url,
  ];
  const sections = [
    section(
      'Issue types',
      issueTypes?.map((one) => `- ${one}`),
      most,
    ),
    section(
      'Components',
      components?.map(({ text }) => text),
      most,
    ),
    section(
      'Versions',
      versions?.map(({ text }) => text),
      most,
    ),
    section(
      'Statuses',
      statuses?.map((line) => `- ${line}`),
      most,
    ),
  ];
  const description = beginningOf(project.description, SHOWN_DESCRIPTION);
  return {
    text: [`# ${key}: ${name}`, facts.join('\n'), description, ...sections].filter((part) => part !== '').join('\n\n'),
    data: {
      key,
      name,
      type,
      lead,
      url,
      issue_types: issueTypes?.slice(0, most),
      components: components?.slice(0, most).map(({ data }) => data),
      versions: versions?.slice(0, most).map(({ data }) => data),
      statuses: statuses?.slice(0, most),
    },
  };
}

/** Empty where the list was not asked for. */
function section(title: string, lines: readonly string[] | undefined, most: number): string {
  if (lines === undefined) return '';
  const more = lines.length - most;
  const shown = [...lines.slice(0, most), ...(more > 0 ? [`- and ${more} more`] : [])];
  return `## ${title} (${lines.length})\n\n${shown.join('\n') || 'None.'}`;
}
