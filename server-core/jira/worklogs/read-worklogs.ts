import { wireList } from '../../atlassian/wire-value.ts';
import type { Page, PageRequest } from '../../results/list-result.ts';
import type { JiraApi } from '../jira-api.ts';
import { readOffsetPage } from '../offset-page.ts';
import { type Worklog, worklogOf } from './worklog.ts';

/** Entries of an issue's work log, oldest first. Data Center gives all of them at once. */
export async function readWorklogs(jira: JiraApi, key: string, page: PageRequest): Promise<Page<Worklog>> {
  const path = jira.platform('issue', key, 'worklog');
  const { items, ...rest } =
    jira.dialect.deployment === 'cloud'
      ? await readOffsetPage(jira, { path, member: 'worklogs' }, page)
      : await readWhole(jira, path);
  return { items: await Promise.all(items.map((wire) => worklogOf(jira, wire))), ...rest };
}

async function readWhole(jira: JiraApi, path: string) {
  const items = wireList((await jira.object({ path }))['worklogs'], 'worklogs');
  return { items, total: items.length };
}
