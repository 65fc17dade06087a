import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { UploadRequest } from '../../../server-core/atlassian/rest-client.ts';
import { clientOf, never } from '../../support/rest-client.ts';

interface SeenForm {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly form: FormData;
}

/** A site that takes forms and answers each as the test says. */
async function startFormSite(answer: (response: ServerResponse, number: number) => void) {
  const forms: SeenForm[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { method, headers } = request;
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const type = { 'content-type': headers['content-type'] ?? '' };
      forms.push({ method, headers, form: await new Response(Buffer.concat(chunks), { headers: type }).formData() });
      answer(response, forms.length);
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, forms };
}

const bytes = Buffer.from([0, 13, 10, 45, 45, 255]);
const upload: UploadRequest = {
  path: '/attachments',
  part: 'file',
  file: { name: 'Größe "1".png', mediaType: 'image/png', bytes },
  fields: { comment: 'é\n', minorEdit: 'true' },
  signal: never,
};

describe('an upload', () => {
  it('is a form with the file, its name, its media type and the fields', async () => {
    const site = await startFormSite((response) => response.end('[{"id":"1"}]'));
    expect(await clientOf(site.url).upload(upload)).toEqual([{ id: '1' }]);
    const [seen] = site.forms;
    expect(seen).toMatchObject({
      method: 'POST',
      headers: { authorization: 'Bearer token-of-mia', 'x-atlassian-token': 'no-check', accept: 'application/json' },
    });
    const file = seen?.form.get('file');
    if (!(file instanceof File)) throw new Error('No file was sent.');
    expect(file).toMatchObject({ name: 'Größe "1".png', type: 'image/png' });
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
    expect(seen?.form.get('minorEdit')).toBe('true');
  });

  it('may be a PUT, and may be answered with nothing', async () => {
    const site = await startFormSite((response) => response.writeHead(204).end());
    expect(await clientOf(site.url).upload({ ...upload, method: 'PUT' })).toBeUndefined();
    expect(site.forms[0]?.method).toBe('PUT');
  });

  it('is repeated whole after 429', async () => {
    const site = await startFormSite((response, number) =>
      number === 1 ? response.writeHead(429).end() : response.end('{}'),
    );
    expect(await clientOf(site.url, { backoffMs: 1 }).upload(upload)).toEqual({});
    expect(site.forms.map(({ form }) => (form.get('file') as File).size)).toEqual([bytes.length, bytes.length]);
  });

  it('is not repeated after 503, and its outcome is unknown', async () => {
    const site = await startFormSite((response) => response.writeHead(503).end());
    await expect(clientOf(site.url, { backoffMs: 1 }).upload(upload)).rejects.toMatchObject({
      code: 'UPSTREAM_ERROR',
      message: expect.stringContaining('unknown whether the change was made'),
    });
    expect(site.forms).toHaveLength(1);
  });

  it('that is cancelled hangs up, and the next one works', async () => {
    const controller = new AbortController();
    let hungUp: Promise<unknown> | undefined;
    const site = await startFormSite((response, number) => {
      if (number > 1) return response.end('{}');
      hungUp = once(response, 'close');
      return controller.abort();
    });
    const client = clientOf(site.url);
    await expect(client.upload({ ...upload, signal: controller.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    await hungUp;
    expect(await client.upload(upload)).toEqual({});
  });
});
