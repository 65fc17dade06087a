import { describe, expect, it } from 'vitest';
import { confluenceAt, confluenceOnDemoSite, deployments } from '../../../support/confluence-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

interface Comment {
  readonly id: string;
  readonly kind: string;
  readonly parent_id?: string;
  readonly text: string;
  readonly about?: string;
  readonly resolved?: boolean;
}

describe.each(deployments)('comments on %s', (deployment) => {
  const open = async () => {
    const core = await confluenceOnDemoSite(deployment);
    const list = async (args: Record<string, unknown>) =>
      (await core.data('get-confluence-comments', { page_id: '163843', ...args }))['comments'] as Comment[];
    return { ...core, list };
  };

  it('are listed with their replies, those on the text with what they are about (lesson 26)', async () => {
    const { list } = await open();
    const all = await list({});
    expect(all.filter(({ parent_id }) => parent_id !== undefined).length).toBeGreaterThan(0);
    expect(all).toContainEqual(expect.objectContaining({ kind: 'inline', about: 'with one hand' }));
    expect((await list({ kind: 'footer' })).every(({ kind }) => kind === 'footer')).toBe(true);
    expect((await list({ include_replies: false })).every(({ parent_id }) => parent_id === undefined)).toBe(true);
  });

  it('are all found, a thread at a time', async () => {
    const { list, data } = await open();
    const all = await list({});
    const read: Comment[] = [];
    let page_token: unknown;
    do {
      const part = await data('get-confluence-comments', { page_id: '163843', max_results: 1, page_token });
      read.push(...(part['comments'] as Comment[]));
      page_token = part['next_page_token'];
    } while (page_token !== undefined);
    expect(new Set(read.map(({ id }) => id))).toEqual(new Set(all.map(({ id }) => id)));
    expect(read).toHaveLength(all.length);
  });

  it('are added, answered, changed and deleted', async () => {
    const { data, list } = await open();
    const { comment_id } = await data('comment-confluence-page', { page_id: '163843', comment: 'First **word**' });
    const reply = await data('reply-to-confluence-comment', { comment_id, comment: 'And an answer' });
    await data('update-confluence-comment', { comment_id, comment: 'Another word' });
    const now = await list({ kind: 'footer' });
    expect(now).toContainEqual(expect.objectContaining({ id: comment_id, text: 'Another word' }));
    expect(now).toContainEqual(expect.objectContaining({ id: reply['comment_id'], parent_id: comment_id }));
    await data('delete-confluence-comment', { comment_id: reply['comment_id'] });
    expect((await list({ kind: 'footer' })).map(({ id }) => id)).not.toContain(reply['comment_id']);
  });
});

describe.each(deployments)('comments on the text on %s', (deployment) => {
  it('are answered, and the answer is listed with them', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const { comment_id } = await data('reply-to-confluence-comment', { comment_id: '229380', comment: 'Right hand' });
    const { comments } = await data('get-confluence-comments', { page_id: '163843', kind: 'inline' });
    const answer = { id: comment_id, kind: 'inline', parent_id: '229380', text: 'Right hand' };
    expect(comments).toContainEqual(expect.objectContaining(answer));
    await data('delete-confluence-comment', { comment_id });
    expect(await data('get-confluence-comments', { page_id: '163843', kind: 'inline' })).toMatchObject({
      comments: [{ id: '229380' }],
    });
  });

  it('that are resolved are left out with their answers', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const pages = ['163844', '163846', '163847', '163848'];
    const lists = await Promise.all(
      pages.map(async (page_id) => {
        const all = await data('get-confluence-comments', { page_id, kind: 'inline' });
        const open = await data('get-confluence-comments', { page_id, kind: 'inline', include_resolved: false });
        return { all: all['comments'] as Comment[], open: open['comments'] as Comment[] };
      }),
    );
    const [found] = lists.filter(({ all }) => all.some(({ resolved }) => resolved === true));
    expect(found?.open.filter(({ resolved }) => resolved === true)).toEqual([]);
    expect(found?.open.length).toBeLessThan(found?.all.length ?? 0);
    const left = new Set(found?.open.map(({ id }) => id));
    for (const { parent_id } of found?.open ?? []) if (parent_id !== undefined) expect(left).toContain(parent_id);
  });
});

describe('comments on the text of a page', () => {
  it('are added to the text that is meant, resolved, and left out of the list then', async () => {
    const { data } = await confluenceOnDemoSite('cloud');
    const args = { page_id: '163843', text: 'under a minute', comment: 'Measured where?' };
    const { comment_id } = await data('comment-confluence-text', args);
    const listed = async (include_resolved: boolean) => {
      const list = await data('get-confluence-comments', { page_id: '163843', kind: 'inline', include_resolved });
      return (list['comments'] as Comment[]).filter(({ id }) => id === comment_id);
    };
    expect(await listed(false)).toMatchObject([{ about: 'under a minute', resolved: false }]);
    await data('update-confluence-comment', { comment_id, resolved: true });
    expect(await listed(false)).toEqual([]);
    expect(await listed(true)).toMatchObject([{ resolved: true, text: 'Measured where?' }]);
  });

  it('are refused for a text that is not there as often', async () => {
    const { failure } = await confluenceOnDemoSite('cloud');
    const args = { page_id: '163843', comment: 'x' };
    expect(await failure('comment-confluence-text', { ...args, text: 'no such words' })).toMatchObject({
      code: 'NO_MATCH',
    });
    const twice = { ...args, text: 'under a minute', occurrence: 2 };
    expect((await failure('comment-confluence-text', twice)).message).toContain('is on the page only once');
  });

  it('are what Data Center has no way to add or resolve', async () => {
    const { failure } = await confluenceOnDemoSite('data-center');
    const added = await failure('comment-confluence-text', { page_id: '163843', text: 'minute', comment: 'x' });
    expect(added).toMatchObject({ code: 'NOT_SUPPORTED' });
    const resolved = await failure('update-confluence-comment', { comment_id: '229380', resolved: true });
    expect(resolved).toMatchObject({ code: 'NOT_SUPPORTED' });
  });
});

describe('comments on Cloud', () => {
  const footer = { id: '5', version: { number: 2 }, body: { storage: { value: '<p>Kept</p>' } } };

  it('below the page cannot be resolved, and are not changed by that', async () => {
    const site = await startScriptedSite({ 'GET /wiki/api/v2/footer-comments/5': footer });
    const { failure } = await confluenceAt(site.env);
    const args = { comment_id: '5', comment: 'New', resolved: true };
    expect(await failure('update-confluence-comment', args)).toMatchObject({ code: 'INVALID_ARGUMENTS' });
    expect(site.requests).toHaveLength(1);
  });

  it('keep their text when they are resolved', async () => {
    const site = await startScriptedSite({
      'GET /wiki/api/v2/inline-comments/5': footer,
      'PUT /wiki/api/v2/inline-comments/5': footer,
    });
    const { data } = await confluenceAt(site.env);
    await data('update-confluence-comment', { comment_id: '5', resolved: false });
    const body = { representation: 'storage', value: '<p>Kept</p>' };
    expect(site.requests.at(-1)?.body).toEqual({ version: { number: 3 }, body, resolved: false });
  });

  it('are not resolved where their text cannot be read, which would be lost', async () => {
    const unread = { ...footer, body: { storage: null } };
    const site = await startScriptedSite({ 'GET /wiki/api/v2/inline-comments/5': unread });
    const { failure } = await confluenceAt(site.env);
    const resolved = await failure('update-confluence-comment', { comment_id: '5', resolved: true });
    expect(resolved).toMatchObject({ code: 'INVALID_RESPONSE' });
    expect(site.requests.every(({ line }) => line.startsWith('GET '))).toBe(true);
  });

  it('are shown with all their answers, though these are on several pages, and with members that are null', async () => {
    const site = await startScriptedSite({
      'GET /wiki/api/v2/pages/7/footer-comments': {
        results: [null, { id: 5, version: null, body: null, properties: null, resolutionStatus: null }],
      },
      'GET /wiki/api/v2/footer-comments/5/children': (response, { query }) => {
        const isFirst = query.get('cursor') === null;
        const results = [{ id: isFirst ? '6' : '7' }];
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ results, _links: isFirst ? { next: '/x?cursor=b' } : null }));
      },
      'GET /wiki/api/v2/footer-comments/6/children': { results: [] },
      'GET /wiki/api/v2/footer-comments/7/children': { results: [] },
    });
    const { data } = await confluenceAt(site.env);
    const { comments } = await data('get-confluence-comments', { page_id: '7', kind: 'footer' });
    expect((comments as Comment[]).map(({ id, parent_id }) => [id, parent_id])).toEqual([
      ['5', undefined],
      ['6', '5'],
      ['7', '5'],
    ]);
  });
});

describe('a comment tool on Data Center, where pages and comments share their ids', () => {
  it.each([
    ['delete-confluence-comment', {}],
    ['update-confluence-comment', { comment: 'x' }],
    ['reply-to-confluence-comment', { comment: 'x' }],
  ])('%s leaves a page alone', async (name, args) => {
    const { data, failure } = await confluenceOnDemoSite('data-center');
    const refused = await failure(name, { comment_id: '163843', ...args });
    expect(refused).toMatchObject({ code: 'NO_MATCH', message: expect.stringContaining('content of the type page') });
    expect(await data('get-confluence-page', { page_id: '163843' })).toMatchObject({ version: 3 });
  });

  it('delete-confluence-page leaves a comment alone', async () => {
    const { data, failure } = await confluenceOnDemoSite('data-center');
    expect(await failure('delete-confluence-page', { page_id: '229379' })).toMatchObject({ code: 'NO_MATCH' });
    const { comments } = await data('get-confluence-comments', { page_id: '163843' });
    expect((comments as Comment[]).map(({ id }) => id)).toContain('229379');
  });

  it('asks for the places of comments one by one, and knows a resolved one by its place', async () => {
    const comment = { id: '9', extensions: { location: 'resolved', resolution: null }, ancestors: null, history: null };
    const site = await startScriptedSite({ 'GET /rest/api/content/7/child/comment': { results: [comment] } });
    const { data } = await confluenceAt({ ...site.env, CONFLUENCE_DEPLOYMENT: 'data-center' });
    const { comments } = await data('get-confluence-comments', { page_id: '7', kind: 'inline' });
    expect(comments).toMatchObject([{ id: '9', author: 'Unknown', resolved: true }]);
    expect(site.requests[0]?.query.getAll('location')).toEqual(['inline', 'resolved']);
  });
});

it.each(['../5', '5/..', 'x', '', '1'.repeat(10_000_000)])(
  'a comment id that is none is refused and nothing is sent: %.20s',
  async (comment_id) => {
    const site = await startScriptedSite({});
    const { failure } = await confluenceAt(site.env);
    for (const name of ['update-confluence-comment', 'reply-to-confluence-comment']) {
      expect(await failure(name, { comment_id, comment: 'x' })).toMatchObject({ code: 'INVALID_ARGUMENTS' });
    }
    expect(site.requests).toEqual([]);
  },
);
