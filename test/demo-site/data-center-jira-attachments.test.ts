import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { DataCenterJiraClient } from './data-center-jira-client.ts';

let site: DemoSite;
let client: DataCenterJiraClient;
beforeAll(async () => {
  site = await startDemoSite({ deployment: 'data-center' });
  client = new DataCenterJiraClient(site);
});
afterAll(() => site.close());

const photo = new File([new Uint8Array([137, 80, 78, 71, 0, 255])], 'Quai süd 1.png', { type: 'image/png' });

describe('attachments on Data Center', () => {
  it('are read at the address in `content`, by who is signed in', async () => {
    const { attachment } = await client.fields('DEMO-5');
    const log = attachment.find(({ filename }: { filename: string }) => filename.endsWith('.log'));
    expect(log.content).toBe(`${site.url}/jira/secure/attachment/${log.id}/${log.filename}`);
    const response = await client.download(log.content);
    const text = await response.text();
    expect([response.status, Buffer.byteLength(text)]).toEqual([200, log.size]);
    expect((await fetch(log.content)).status).toBe(401);
  });

  it('are uploaded as they are, and deleted', async () => {
    const key = await client.newIssue();
    const uploaded = (await (await client.upload(key, [photo])).json()) as {
      id: string;
      content: string;
      filename: string;
    }[];
    expect(uploaded[0]).toMatchObject({
      filename: 'Quai süd 1.png',
      size: 6,
      mimeType: 'image/png',
      author: { name: 'ben' },
      thumbnail: expect.stringContaining('/jira/secure/thumbnail/'),
    });
    const bytes = await (await client.download(uploaded[0]?.content ?? '')).arrayBuffer();
    expect([...new Uint8Array(bytes)]).toEqual([137, 80, 78, 71, 0, 255]);
    const { attachment } = await client.fields(key);
    expect(attachment).toEqual(uploaded);
    const path = `/rest/api/2/attachment/${uploaded[0]?.id}`;
    expect((await client.get(path)).body).toEqual(uploaded[0]);
    expect((await client.delete(path)).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
  });

  it('are refused without the header against forged forms', async () => {
    const refused = await client.upload('DEMO-5', [photo], {});
    expect([refused.status, await refused.text()]).toEqual([403, 'XSRF check failed']);
  });

  it('stay hidden with their issue', async () => {
    const [hidden] = (await (await client.upload('OPS-1', [photo])).json()) as { content: string }[];
    const chen = new DataCenterJiraClient(site, 'demo-personal-chen');
    expect((await chen.download(hidden?.content ?? '')).status).toBe(404);
  });
});
