import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { SiteClient, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

async function refusal(jql: string): Promise<string> {
  const { status, body } = await ben.post('/rest/api/3/search/jql', { jql });
  expect(status).toBe(400);
  expect(body.errors).toEqual({});
  return body.errorMessages.join('\n');
}

describe('a JQL search', () => {
  it.each([
    ['key = DEMO-5', ['DEMO-5']],
    ['issuekey in (DEMO-6, DEMO-5) ORDER BY key', ['DEMO-5', 'DEMO-6']],
    ['key >= DEMO-9 AND key <= DEMO-11 ORDER BY key ASC', ['DEMO-9', 'DEMO-10', 'DEMO-11']],
    ['project = "Ferry Booking" AND type = Epic ORDER BY key', ['DEMO-1', 'DEMO-2', 'DEMO-3', 'DEMO-4']],
    ['parent = DEMO-5 ORDER BY key DESC', ['DEMO-8', 'DEMO-7', 'DEMO-6']],
    ['"Epic Link" = DEMO-4 ORDER BY key', ['DEMO-33', 'DEMO-34', 'DEMO-35']],
    ['assignee is EMPTY AND type = "Sub-task"', ['DEMO-8']],
    ['assignee = currentUser() AND priority = Highest AND resolution = Unresolved', ['DEMO-5']],
    ['assignee = "ben.okafor@example.com" AND status = "In Review" ORDER BY key', ['DEMO-9', 'OPS-6']],
    ['status = blocked ORDER BY key', ['DEMO-16', 'DEMO-26']],
    ['"Story Points" >= 8 AND sprint in openSprints() ORDER BY key', ['DEMO-5', 'DEMO-22']],
    ['cf[10016] = 13', ['DEMO-33']],
    ['summary ~ "seat map" ORDER BY key', ['DEMO-11', 'DEMO-34']],
    ['summary ~ "seat*" AND NOT statusCategory = Done AND project = DEMO AND priority < High', ['DEMO-18', 'DEMO-34']],
    ['description ~ "sandbox"', ['DEMO-5']],
    ['comment ~ "\\"idempotency key\\""', ['DEMO-19']],
    ['text ~ "wallet token"', ['DEMO-5']],
    ['labels = a11y AND resolution is not EMPTY', ['DEMO-35']],
    ['labels in (privacy, security) ORDER BY key', ['DEMO-38', 'OPS-8']],
    ['component = Notifications AND fixVersion = 2.6 AND type = Story', ['DEMO-29']],
    ['duedate < startOfDay() AND statusCategory != Done', ['DEMO-16']],
    ['created <= -80d ORDER BY created', ['DEMO-1', 'DEMO-41', 'DEMO-2']],
    ['updated < "-60d" AND project = DEMO ORDER BY key', ['DEMO-38', 'DEMO-41']],
    [
      'watcher = "712020:c85a1f60-7d29-4e3b-a1f4-64e8b0d7e505" AND project = DEMO ORDER BY key',
      ['DEMO-20', 'DEMO-22', 'DEMO-38'],
    ],
    ['sprint = 13 AND priority = High', ['DEMO-29']],
    ['issuetype = Bug AND resolved >= -14d', ['DEMO-27']],
    ['(key = DEMO-1 OR key = DEMO-2) AND !(key = DEMO-2)', ['DEMO-1']],
    [
      'project = DEMO AND assignee != currentUser() AND assignee != "Chen Wei" AND type = Task ORDER BY key',
      ['DEMO-16', 'DEMO-26', 'DEMO-31', 'DEMO-37'],
    ],
  ])('finds with %s', async (jql, keys) => {
    expect(await ben.keys(jql)).toEqual(keys);
  });

  it('sorts by the rank of priorities, then by the next field', async () => {
    const { body } = await ben.post('/rest/api/3/search/jql', {
      jql: 'assignee = currentUser() AND statusCategory != Done ORDER BY priority DESC, created DESC',
      fields: ['priority'],
    });
    const order = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
    const ranks = body.issues.map((issue: { fields: { priority: { name: string } } }) =>
      order.indexOf(issue.fields.priority.name),
    );
    expect(ranks.length).toBeGreaterThan(6);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  it('always has something from the last seven days, and from this sprint', async () => {
    expect((await ben.keys('updated >= -7d ORDER BY updated DESC')).length).toBeGreaterThan(10);
    expect((await ben.keys('sprint in openSprints()')).length).toBeGreaterThan(10);
    expect(await ben.keys('updated >= startOfYear(-1) AND created < endOfDay() AND key = DEMO-5')).toEqual(['DEMO-5']);
  });

  it('leaves issues without a value out of != and not in', async () => {
    const all = await ben.keys('project = DEMO');
    const assigned = await ben.keys('project = DEMO AND assignee not in (currentUser())');
    const mine = await ben.keys('project = DEMO AND assignee = currentUser()');
    const nobodys = await ben.keys('project = DEMO AND assignee is EMPTY');
    expect(nobodys.length).toBeGreaterThan(0);
    expect(assigned.length + mine.length + nobodys.length).toBe(all.length);
  });

  it('holds a few dozen issues', async () => {
    const { body } = await ben.post('/rest/api/3/search/approximate-count', { jql: 'project = DEMO' });
    expect(body).toEqual({ count: 42 });
  });

  it.each([
    ['fooBar = 1', "Field 'fooBar' does not exist or you do not have permission to view it."],
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['status = "Closed"', "The value 'Closed' does not exist for the field 'status'."],
    ['assignee = nobody', "The value 'nobody' does not exist for the field 'assignee'."],
    ['summary = x', "The operator '=' is not supported by the 'summary' field."],
    ['created >= soon', "Date value 'soon' for field 'created' is invalid."],
    ['"Story Points" > many', "Number value 'many' for field 'Story Points' is invalid."],
    ['assignee = whoever()', "Unable to find JQL function 'whoever()'"],
    ['assignee = constructor()', "Unable to find JQL function 'constructor()'"],
    ['project = DEMO ORDER BY nothing', "Field 'nothing' does not exist"],
    [
      'project = DEMO AND',
      'Error in the JQL Query: Expecting a field name but got the end of the query. (line 1, character 19)',
    ],
    ['assignee is Ben', "The operator 'is' is not supported by the 'assignee' field."],
    ['', 'Unbounded JQL queries are not allowed here.'],
    ['ORDER BY created', 'Unbounded JQL queries are not allowed here.'],
  ])('refuses %j', async (jql, message) => {
    expect(await refusal(jql)).toContain(message);
  });

  it('finds nothing of a project that is hidden from the user, and does not know its key', async () => {
    const chen = new SiteClient(site, ...tokens.chen);
    expect(await chen.keys('key in (DEMO-1) OR status = "To Do" AND project != DEMO')).toEqual(['DEMO-1']);
    const { status, body } = await chen.post('/rest/api/3/search/jql', { jql: 'project = OPS' });
    expect(status).toBe(400);
    expect(body.errorMessages).toEqual(["The value 'OPS' does not exist for the field 'project'."]);
  });

  it('knows who is asking', async () => {
    const chen = new SiteClient(site, ...tokens.chen);
    const mine = 'project = DEMO AND assignee = currentUser() AND statusCategory != Done ORDER BY key';
    expect(await chen.keys(mine)).toEqual(['DEMO-7', 'DEMO-14', 'DEMO-34']);
  });
});

describe('the answer of a search', () => {
  it('holds ids only unless fields are asked for', async () => {
    const { body } = await ben.get(`/rest/api/3/search/jql?jql=${encodeURIComponent('key = DEMO-5')}`);
    expect(body).toEqual({ issues: [{ id: '10005' }], isLast: true });
  });

  it('holds exactly the fields that are asked for', async () => {
    const { body } = await ben.post('/rest/api/3/search/jql', {
      jql: 'key = DEMO-5',
      fields: ['summary', 'customfield_10016', 'nonsense'],
    });
    expect(body.issues[0]).toMatchObject({
      key: 'DEMO-5',
      fields: { summary: 'Pay with the wallet of the phone', customfield_10016: 8 },
    });
    expect(Object.keys(body.issues[0].fields).sort((a, b) => a.localeCompare(b))).toEqual([
      'customfield_10016',
      'summary',
    ]);
  });

  it('gives every issue once over pages, and no total', async () => {
    const found: string[] = [];
    let nextPageToken: string | undefined;
    do {
      const { body } = await ben.post('/rest/api/3/search/jql', {
        jql: 'project = DEMO ORDER BY key',
        fields: ['key'],
        maxResults: 10,
        nextPageToken,
      });
      expect(body).not.toHaveProperty('total');
      found.push(...body.issues.map((issue: { key: string }) => issue.key));
      nextPageToken = body.nextPageToken;
      expect(body.isLast).toBe(nextPageToken === undefined);
    } while (nextPageToken !== undefined);
    expect(found).toEqual(Array.from({ length: 42 }, (_, index) => `DEMO-${index + 1}`));
  });

  it('refuses a token that was made up, or made for another query', async () => {
    const first = await ben.post('/rest/api/3/search/jql', { jql: 'project = DEMO', maxResults: 1 });
    for (const [jql, nextPageToken] of [
      ['project = OPS', first.body.nextPageToken],
      ['project = DEMO', 'bm9uc2Vuc2U'],
    ]) {
      expect((await ben.post('/rest/api/3/search/jql', { jql, nextPageToken })).status).toBe(400);
    }
  });

  it('refuses startAt and other keys that the body does not have', async () => {
    const { status, body } = await ben.post('/rest/api/3/search/jql', { jql: 'project = DEMO', startAt: 0 });
    expect(status).toBe(400);
    expect(body.errorMessages[0]).toContain('Invalid request payload');
  });

  it.each(['GET', 'POST'])('says by 410 that the old search is gone (%s)', async (method) => {
    const { status, body } = await ben.send(method, '/rest/api/3/search?jql=x', method === 'POST' ? {} : undefined);
    expect(status).toBe(410);
    expect(body.errorMessages[0]).toContain('/rest/api/3/search/jql');
  });
});
