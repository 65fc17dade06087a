import { expect, it } from 'vitest';
import { contentOf } from '../../../server-core/attachments/content-of.ts';

const uri = 'jira://attachment/1';

it('a text file is text', async () => {
  const file = { name: 'a.log', mediaType: 'multipart/form-data', bytes: Buffer.from('größer\n'), uri };
  expect(await contentOf(file)).toEqual({ mediaType: 'text/plain', content: { type: 'text', text: 'größer\n' } });
});

it('a picture is an image', async () => {
  const bytes = Buffer.from([0x89, 0x50]);
  expect(await contentOf({ name: 'a.png', mediaType: undefined, bytes, uri })).toEqual({
    mediaType: 'image/png',
    content: { type: 'image', data: 'iVA=', mimeType: 'image/png' },
  });
});

it('everything else is an embedded blob', async () => {
  const bytes = Buffer.from('%PDF');
  expect(await contentOf({ name: 'a.pdf', mediaType: 'application/pdf', bytes, uri })).toEqual({
    mediaType: 'application/pdf',
    content: { type: 'resource', resource: { uri, mimeType: 'application/pdf', blob: 'JVBERg==' } },
  });
});

it('what calls itself text and is not UTF-8 keeps its bytes as a blob', async () => {
  const bytes = Buffer.from([0x67, 0x72, 0xf6, 0xdf]);
  const { content } = await contentOf({ name: 'a.txt', mediaType: 'text/plain', bytes, uri });
  expect(content).toMatchObject({ type: 'resource', resource: { blob: bytes.toString('base64') } });
});
