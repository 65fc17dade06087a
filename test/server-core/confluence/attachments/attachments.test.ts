import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { confluenceAt, confluenceOnDemoSite, deployments } from '../../../support/confluence-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('attachments of a page on %s', (deployment) => {
  const page_id = '163844';

  it('are uploaded, listed, downloaded and deleted (lesson 24, lesson 26)', async () => {
    const { data, call } = await confluenceOnDemoSite(deployment);
    const uploaded = await data('upload-confluence-attachment', { page_id, file_name: 'notes.md', text: '# Notes' });
    const { attachments } = await data('get-confluence-attachments', { page_id });
    expect(attachments).toContainEqual(
      expect.objectContaining({ id: uploaded['id'], file_name: 'notes.md', bytes: 7 }),
    );
    const found = { page_id, attachment_id: uploaded['id'] };
    const downloaded = await call('download-confluence-attachment', found);
    expect(downloaded.content.at(-1)).toEqual({ type: 'text', text: '# Notes' });
    await data('delete-confluence-attachment', found);
    expect(await data('get-confluence-attachments', { page_id })).toMatchObject({ attachments: [] });
  });

  it('of the same name become a new version of the file', async () => {
    const { data, call } = await confluenceOnDemoSite(deployment);
    const first = await data('upload-confluence-attachment', { page_id, file_name: 'a.txt', text: 'one' });
    const second = await data('upload-confluence-attachment', { page_id, file_name: 'a.txt', text: 'second' });
    expect(second['id']).toBe(first['id']);
    const { content } = await call('download-confluence-attachment', { page_id, attachment_id: first['id'] });
    expect(content.at(-1)).toEqual({ type: 'text', text: 'second' });
  });

  it('that are pictures come as pictures, and anything else as a blob (lesson 28)', async () => {
    const { data, call } = await confluenceOnDemoSite(deployment);
    const bytes = Buffer.from([0, 1, 2, 255]).toString('base64');
    for (const [file_name, type] of [
      ['a.png', 'image'],
      ['a.bin', 'resource'],
    ]) {
      const { id } = await data('upload-confluence-attachment', { page_id, file_name, content_base64: bytes });
      const { content } = await call('download-confluence-attachment', { page_id, attachment_id: id });
      expect(content.at(-1)).toMatchObject({ type });
    }
  });

  it('are not read from files of the server unless it has a folder for that (lesson 16)', async () => {
    const { failure } = await confluenceOnDemoSite(deployment);
    for (const path of ['/etc/passwd', '../secret', 'notes.txt']) {
      expect(await failure('upload-confluence-attachment', { page_id, path })).toMatchObject({
        code: 'INVALID_ARGUMENTS',
      });
    }
  });

  it('over the limit are refused, up and down', async () => {
    const { data, failure } = await confluenceOnDemoSite(deployment, { MCP_MAX_ATTACHMENT_BYTES: '20' });
    const large = { page_id, file_name: 'a.txt', text: 'x'.repeat(21) };
    expect((await failure('upload-confluence-attachment', large)).message).toContain('MCP_MAX_ATTACHMENT_BYTES');
    const { attachments } = await data('get-confluence-attachments', { page_id: '163843' });
    const [csv] = (attachments as { id: string; bytes: number }[]).filter(({ bytes }) => bytes > 20);
    const found = { page_id: '163843', attachment_id: csv?.id };
    expect((await failure('download-confluence-attachment', found)).message).toContain('MCP_MAX_ATTACHMENT_BYTES');
  });

  it('come from the upload folder, with a comment', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'uploads-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'report.csv'), 'a,b\n1,2\n');
    const { data, text } = await confluenceOnDemoSite(deployment, { MCP_UPLOAD_FOLDER: folder });
    await data('upload-confluence-attachment', { page_id, path: 'report.csv', comment: 'Of today' });
    expect(await text('get-confluence-attachments', { page_id })).toMatch(
      /\*\*report\.csv\*\* \(.*8 bytes, Of today\)/,
    );
  });

  it('are deleted only off the page that they are on', async () => {
    const { data, failure } = await confluenceOnDemoSite(deployment);
    const elsewhere = { page_id, attachment_id: 'att327681' };
    expect((await failure('delete-confluence-attachment', elsewhere)).code).toMatch(/NO_MATCH|NOT_FOUND/);
    expect((await failure('download-confluence-attachment', elsewhere)).code).toMatch(/NO_MATCH|NOT_FOUND/);
    const { attachments } = await data('get-confluence-attachments', { page_id: '163843' });
    expect(attachments).toContainEqual(expect.objectContaining({ id: 'att327681' }));
  });

  it('are listed in parts, each once', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const first = await data('get-confluence-attachments', { page_id: '163843', max_results: 1 });
    const rest = await data('get-confluence-attachments', {
      page_id: '163843',
      page_token: first['next_page_token'],
    });
    expect([first, rest]).toMatchObject([
      { attachments: [{ file_name: 'checkout-times.csv' }] },
      { attachments: [{ file_name: 'interview-notes.txt' }] },
    ]);
    expect(rest).not.toHaveProperty('next_page_token');
  });
});

describe('a download from Cloud', () => {
  const path = '/wiki/rest/api/content/7/child/attachment/att5/download';
  const found = (more: object) => ({ 'GET /wiki/api/v2/attachments/att5': { id: 'att5', pageId: '7', ...more } });
  const args = { page_id: '7', attachment_id: 'att5' };

  it('goes by the path that takes API tokens, and tells the other host not who calls (lesson 24)', async () => {
    const media = await startScriptedSite({
      'GET /file': (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('the file'),
    });
    const site = await startScriptedSite({
      ...found({ title: 'a.txt', mediaType: 'text/plain', downloadLink: '/download/attachments/7/a.txt' }),
      [`GET ${path}`]: [302, {}, { location: `${media.url}/file?token=signed` }],
    });
    const { call } = await confluenceAt(site.env);
    const { content } = await call('download-confluence-attachment', args);
    expect(content.at(-1)).toEqual({ type: 'text', text: 'the file' });
    expect(media.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(site.requests.at(-1)?.headers.authorization).toMatch(/^Basic /);
  });

  it('goes by the name where the site has a form as the type, so that text is text (lesson 28)', async () => {
    const site = await startScriptedSite({
      ...found({ title: 'trace.log', mediaType: 'multipart/form-data', fileSize: null }),
      [`GET ${path}`]: (response) => response.writeHead(200).end('trace'),
    });
    const { call } = await confluenceAt(site.env);
    const { content, structuredContent } = await call('download-confluence-attachment', args);
    expect(content.at(-1)).toEqual({ type: 'text', text: 'trace' });
    expect(structuredContent).toMatchObject({ file_name: 'trace.log', media_type: 'text/plain', bytes: 5 });
  });
});

describe('a download from Data Center', () => {
  it('finds the file on whichever page of the list it is', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/content/7/child/attachment': (response, { query }) => {
        const isFirst = query.get('start') === '0';
        const file = {
          id: isFirst ? 'att4' : 'att5',
          title: 'a.txt',
          _links: { download: '/download/a.txt?version=2' },
        };
        const _links = isFirst ? { next: '/rest/api/content/7/child/attachment?limit=200&start=200' } : null;
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ results: [file], _links }));
      },
      'GET /download/a.txt': (response) => response.writeHead(200).end('second'),
    });
    const { call } = await confluenceAt({ ...site.env, CONFLUENCE_DEPLOYMENT: 'data-center' });
    const { content } = await call('download-confluence-attachment', { page_id: '7', attachment_id: 'att5' });
    expect(content.at(-1)).toEqual({ type: 'text', text: 'second' });
    expect(site.requests.at(-1)?.query.get('version')).toBe('2');
  });

  it('is not made from another host, to which the password would go along', async () => {
    const results = [{ id: 'att5', title: 'a.txt', _links: { download: 'https://files.example/a.txt' } }];
    const site = await startScriptedSite({ 'GET /rest/api/content/7/child/attachment': { results } });
    const { failure } = await confluenceAt({ ...site.env, CONFLUENCE_DEPLOYMENT: 'data-center' });
    const refused = await failure('download-confluence-attachment', { page_id: '7', attachment_id: 'att5' });
    expect(refused).toMatchObject({ code: 'REDIRECT_REFUSED' });
  });
});

it.each([
  { file_name: '../a.txt', text: 'x' },
  { file_name: 'a.txt' },
  { file_name: 'a.txt', text: 'x', content_base64: 'eA==' },
  { file_name: 'a.txt', content_base64: 'no base64!' },
  { file_name: 'a.txt', text: 'x'.repeat(11_000_000) },
  { path: '/etc/passwd' },
  { path: '../secret' },
  { text: 'x' },
  { file_name: 'a.txt', text: 7 },
])('an upload that cannot be one is refused and nothing is sent (lesson 16): %.60j', async (args) => {
  const site = await startScriptedSite({});
  const { failure } = await confluenceAt(site.env);
  const refused = await failure('upload-confluence-attachment', { page_id: '7', ...args });
  expect(refused).toMatchObject({ code: 'INVALID_ARGUMENTS' });
  expect(site.requests).toEqual([]);
});
