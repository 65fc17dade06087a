import * as z from 'zod';
import { at, type WireObject, wireText } from '../../atlassian/wire-value.ts';
import { documentOutput, documentResult } from '../../results/document-result.ts';
import { pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { issueKey, issueUrl } from '../issue-key.ts';
import type { JiraApi } from '../jira-api.ts';
import { namesArgument } from '../name-argument.ts';
import { fenced, rawText, type TextFormat, textFormat } from '../text-format.ts';
import { fieldIds } from './fields.ts';
import { issueOf, summaryFields } from './issue.ts';
import { descriptionMarkdown, issueFacts, issueFactsOutput, issueHead } from './issue-markdown.ts';
import { issueSection, type SectionName, sectionFields, sectionNames } from './issue-sections.ts';
import { shortFields, shownFields, shownFieldsMarkdown } from './shown-fields.ts';

/** As many as the original had for `include_comments`, and for `include`. */
const LAST_COMMENTS = 3;
const MANY_COMMENTS = 20;

export const getJiraIssue = defineTool({
  name: 'get-jira-issue',
  title: 'Get a Jira issue',
  description:
    'Returns a Jira issue: status, people, dates, description, and what include adds. With fields: those alone.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      include_comments: z.boolean().default(false).describe('Add the last three comments'),
      include: z
        .array(z.enum([...sectionNames, 'all']))
        .describe('What to add')
        .optional(),
      fields: namesArgument('Only these fields, by id or name; *all for all').min(1).optional(),
      format: textFormat(),
      page_token: pageToken(),
    }),
  output: () => z.object({ ...factsOutput(), ...documentOutput() }),
  handle: async ({ issue_key, include_comments, include = [], fields, format, page_token }, context) => {
    const jira = await context.jira();
    const sections = wantedSections(include, include_comments);
    const asked = fields === undefined ? undefined : await fieldIds(jira, fields);
    const own = asked === undefined ? [...summaryFields, 'description'] : asked.keys();
    const query = {
      fields: [...new Set([...own, ...sections.flatMap((name) => sectionFields[name] ?? [])])],
      ...(asked !== undefined && { expand: 'names' }),
    };
    const wire = await jira.object({ path: jira.platform('issue', issue_key), query });
    const shown = await (asked === undefined
      ? wholeIssue(jira, wire, format)
      : partOfIssue(jira, wire, { asked, format, room: context.settings.resultBytes / 4 }));
    const many = include.some((name) => name === 'comments' || name === 'all');
    const issue = { jira, key: issue_key, fields: at(wire, 'fields'), format };
    const comments = many ? MANY_COMMENTS : LAST_COMMENTS;
    const more = await Promise.all(sections.map((name) => issueSection(name, { ...issue, comments })));
    const body = [shown.body, ...more].filter((part) => part !== '').join('\n\n');
    return documentResult({ ...shown, body, pageToken: page_token }, context.settings);
  },
});

function factsOutput() {
  return { ...issueFactsOutput(), fields: z.record(z.string(), z.string()).optional() };
}

interface Shown {
  readonly head: string;
  readonly body: string;
  readonly facts: z.output<z.ZodObject<ReturnType<typeof factsOutput>>>;
}

function wantedSections(include: readonly (SectionName | 'all')[], withComments: boolean): SectionName[] {
  const wanted = new Set<string>([...include, ...(withComments ? ['comments'] : [])]);
  return sectionNames.filter((name) => wanted.has('all') || wanted.has(name));
}

async function wholeIssue(jira: JiraApi, wire: WireObject, format: TextFormat): Promise<Shown> {
  const text = at(wire, 'fields', 'description');
  const issue = issueOf(jira, wire, await jira.dialect.readText(text));
  const raw = format === 'raw' ? rawText(text) : '';
  const body = raw === '' ? descriptionMarkdown(issue) : `## Description\n\n${fenced(raw)}`;
  return { head: issueHead(issue), body, facts: issueFacts(issue) };
}

/** The fields that were asked for, and no other. */
async function partOfIssue(
  jira: JiraApi,
  wire: WireObject,
  { asked, format, room }: { asked: ReadonlyMap<string, string>; format: TextFormat; room: number },
): Promise<Shown> {
  const key = wireText(wire['key'], 'issue key');
  const url = issueUrl(jira, key);
  const fields = await shownFields(jira, wire, asked, format);
  const { list, texts } = shownFieldsMarkdown(fields);
  const head = `# Jira Issue: ${key}\n\n- **Link:** ${url}`;
  return {
    head,
    body: [list, texts].filter((part) => part !== '').join('\n\n'),
    facts: { key, url, fields: shortFields(fields, room) },
  };
}
