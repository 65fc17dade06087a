import * as z from 'zod';
import { at, textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { numberId } from '../number-id.ts';
import { readOffsetPage } from '../offset-page.ts';
import { agilePath } from './agile-path.ts';

export const getBoardEpics = defineTool({
  name: 'get-board-epics',
  title: 'List the epics of a board',
  description: 'Lists the epics of an agile board, without finished ones unless asked for.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      board_id: numberId('Board id, from get-agile-boards'),
      include_done: z.boolean().default(false).describe('List finished ones too'),
      max_results: z.int().min(1).max(100).describe('Most epics to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      epics: z.array(z.object({ key: z.string(), name: z.string(), summary: z.string(), done: z.boolean() })),
      total: z.int().optional(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ board_id, include_done, max_results, page_token }, context) => {
    const jira = await context.jira();
    const list = {
      path: agilePath('board', board_id, 'epic'),
      query: include_done ? {} : { done: false },
      member: 'values',
    };
    return listResult(
      {
        name: 'epics',
        noun: ['epic', 'epics'],
        maxResults: max_results,
        pageToken: page_token,
        fetch: (page) => readOffsetPage(jira, list, page),
        entry: epicEntry,
      },
      context.settings,
    );
  },
});

/** An epic's name may be another, shorter text than its summary, or empty. */
function epicEntry(wire: WireObject) {
  const key = wireText(wire['key'], 'epic key');
  const summary = textAt(wire, 'summary') ?? '';
  const name = textAt(wire, 'name') || summary;
  const done = at(wire, 'done') === true;
  const title = name === summary ? summary : `${name}: ${summary}`;
  return { text: `- **${key}** ${title} (${done ? 'done' : 'open'})`, data: { key, name, summary, done } };
}
