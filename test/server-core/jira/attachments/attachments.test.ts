import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('attachments on %s', (deployment) => {
  it('are listed with name, type and size', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    expect(await data('get-jira-attachments', { issue_key: 'DEMO-5' })).toMatchObject({
      attachments: [
        { file_name: 'wallet-declined.log', media_type: 'text/plain', author: 'Ana Costa' },
        { file_name: 'wallet-button.png', media_type: 'image/png' },
      ],
      total: 2,
    });
    expect(await data('get-jira-attachments', { issue_key: 'DEMO-17' })).toMatchObject({ attachments: [] });
  });

  it('are downloaded: a log as text, a picture as an image', async () => {
    const { call, data } = await jiraOnDemoSite(deployment);
    const { attachments } = await data('get-jira-attachments', { issue_key: 'DEMO-5' });
    const [log, picture] = (Array.isArray(attachments) ? attachments : []).map(({ id }: { id: string }) => id);
    const text = await call('download-jira-attachment', { attachment_id: log });
    expect(text.content).toEqual([
      { type: 'text', text: expect.stringMatching(/^wallet-declined\.log \(text\/plain, \d+ bytes\)$/) },
      { type: 'text', text: expect.stringContaining('\n') },
    ]);
    const image = await call('download-jira-attachment', { attachment_id: picture });
    expect(image.content[1]).toMatchObject({
      type: 'image',
      mimeType: 'image/png',
      data: expect.stringMatching(/^iVBORw0KGgo/),
    });
  });

  it('come back byte by byte as they were uploaded, and are deleted', async () => {
    const { call, data, failure } = await jiraOnDemoSite(deployment);
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const uploaded = await data('upload-jira-attachment', {
      issue_key: 'DEMO-17',
      file_name: 'all bytes, größer.bin',
      content_base64: bytes.toString('base64'),
    });
    const id = uploaded['attachment_id'];
    expect(uploaded).toEqual({ issue_key: 'DEMO-17', attachment_id: id, file_name: 'all bytes, größer.bin' });
    expect(await data('get-jira-attachments', { issue_key: 'DEMO-17' })).toMatchObject({
      attachments: [{ id, file_name: 'all bytes, größer.bin', bytes: 256 }],
    });
    const { content } = await call('download-jira-attachment', { attachment_id: id });
    expect(content[1]).toMatchObject({ type: 'resource', resource: { blob: bytes.toString('base64') } });
    expect(await data('delete-jira-attachment', { attachment_id: id })).toEqual({ attachment_id: id });
    expect(await failure('download-jira-attachment', { attachment_id: id })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are uploaded from text and from the upload folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'uploads-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'report.csv'), 'a,b\n1,2\n');
    const { data } = await jiraOnDemoSite(deployment, { MCP_UPLOAD_FOLDER: folder });
    const args = { issue_key: 'DEMO-17' };
    await data('upload-jira-attachment', { ...args, file_name: 'notes.md', text: '# Notes' });
    await data('upload-jira-attachment', { ...args, path: 'report.csv' });
    await data('upload-jira-attachment', { ...args, path: 'report.csv', file_name: 'renamed.csv' });
    expect(await data('get-jira-attachments', args)).toMatchObject({
      attachments: [
        { file_name: 'notes.md', bytes: 7 },
        { file_name: 'report.csv', bytes: 8 },
        { file_name: 'renamed.csv' },
      ],
    });
  });
});

describe('a download', () => {
  it('follows to another host, which is not told who calls', async () => {
    const media = await startScriptedSite({
      'GET /file': (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('the file'),
    });
    const site = await startScriptedSite({
      'GET /rest/api/3/attachment/7': { id: 7, filename: 'a.txt', mimeType: 'text/plain', size: 8 },
      'GET /rest/api/3/attachment/content/7': [303, {}, { location: `${media.url}/file?token=signed` }],
    });
    const { call } = await jiraAt(site.env);
    const { content } = await call('download-jira-attachment', { attachment_id: '7' });
    expect(content[1]).toEqual({ type: 'text', text: 'the file' });
    expect(media.requests).toHaveLength(1);
    expect(media.requests[0]?.headers.authorization).toBeUndefined();
    expect(site.requests[0]?.headers.authorization).toMatch(/^Basic /);
  });

  it('goes by the name where the site stores a form as the type, so that text is text (lesson 28)', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/attachment/7': { filename: 'trace.txt', mimeType: 'multipart/form-data', size: 5 },
      'GET /rest/api/3/attachment/content/7': (response) =>
        response.writeHead(200, { 'content-type': 'multipart/form-data' }).end('trace'),
    });
    const { call } = await jiraAt(site.env);
    const { content, structuredContent } = await call('download-jira-attachment', { attachment_id: '7' });
    expect(content[1]).toEqual({ type: 'text', text: 'trace' });
    expect(structuredContent).toMatchObject({ media_type: 'text/plain' });
  });

  it('that is too large is not begun', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/attachment/7': { filename: 'film.mp4', mimeType: 'video/mp4', size: 1_001 },
    });
    const { failure } = await jiraAt({ ...site.env, MCP_MAX_ATTACHMENT_BYTES: '1000' });
    expect(await failure('download-jira-attachment', { attachment_id: '7' })).toEqual({
      code: 'INVALID_ARGUMENTS',
      message: expect.stringContaining('film.mp4 has 1001 bytes, more than the 1000'),
    });
    expect(site.requests).toHaveLength(1);
  });

  it('of more than the site said is broken off', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/attachment/7': { filename: 'film.mp4', mimeType: 'video/mp4', size: 10 },
      'GET /rest/api/3/attachment/content/7': (response) => response.writeHead(200).end(Buffer.alloc(5_000)),
    });
    const { failure } = await jiraAt({ ...site.env, MCP_MAX_ATTACHMENT_BYTES: '1000' });
    expect(await failure('download-jira-attachment', { attachment_id: '7' })).toMatchObject({
      code: 'INVALID_RESPONSE',
    });
  });
});

describe('an upload is refused before anything is sent (lesson 16)', () => {
  it.each([
    ['without a content', { file_name: 'a.txt' }, 'exactly one of them is required'],
    ['with two contents', { file_name: 'a.txt', text: 'a', content_base64: 'YQ==' }, 'exactly one of them is required'],
    ['with a content and a path', { text: 'a', path: 'a.txt' }, 'exactly one of them is required'],
    ['with a content and no name', { text: 'a' }, 'file_name: required'],
    ['with a name that is a path', { file_name: '../a.txt', text: 'a' }, 'file_name: expected a name without slashes'],
    [
      'with what is no base64',
      { file_name: 'a.bin', content_base64: 'not base64!' },
      'content_base64: expected base64',
    ],
    ['with too much', { file_name: 'a.txt', text: 'x'.repeat(101) }, 'text: 101 bytes are more than the 100'],
    ['with an absolute path', { path: '/etc/hostname' }, 'path: expected a path below the upload folder'],
    ['with a path that climbs', { path: '../secret.txt' }, 'without ".."'],
    ['with a link that leads out', { path: 'innocent.txt' }, 'it leads out of the upload folder'],
    ['with a file that is not there', { path: 'missing.txt' }, 'there is no such file'],
    ['with a file that is too large', { path: 'large.txt' }, 'path: 200 bytes are more than the 100'],
  ])('%s', async (_, args, expected) => {
    const folder = await mkdtemp(join(tmpdir(), 'uploads-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await symlink('/etc/hostname', join(folder, 'innocent.txt'));
    await writeFile(join(folder, 'large.txt'), 'x'.repeat(200));
    const site = await startScriptedSite({});
    const { failure } = await jiraAt({ ...site.env, MCP_UPLOAD_FOLDER: folder, MCP_MAX_ATTACHMENT_BYTES: '100' });
    expect(await failure('upload-jira-attachment', { issue_key: 'A-1', ...args })).toEqual({
      code: 'INVALID_ARGUMENTS',
      message: expect.stringContaining(expected),
    });
    expect(site.requests).toEqual([]);
  });

  it('where no folder is configured', async () => {
    const site = await startScriptedSite({});
    const { failure } = await jiraAt(site.env);
    const { message } = await failure('upload-jira-attachment', { issue_key: 'A-1', path: 'notes.txt' });
    expect(message).toContain('set MCP_UPLOAD_FOLDER');
    expect(site.requests).toEqual([]);
  });
});
