import { expect, it } from 'vitest';
import { isImage, isText, mediaTypeOf } from '../../../server-core/attachments/media-type.ts';

it.each([
  ['notes.txt', 'text/plain', 'text/plain'],
  ['notes.txt', 'text/html; charset=utf-8', 'text/html'],
  ['notes.txt', 'multipart/form-data', 'text/plain'],
  ['photo.PNG', 'application/octet-stream', 'image/png'],
  ['data.json', 'binary/octet-stream', 'application/json'],
  ['server.log', undefined, 'text/plain'],
  ['table.csv', '', 'text/csv'],
  ['unknown.zzz', 'application/octet-stream', 'application/octet-stream'],
  ['no extension', 'multipart/form-data; boundary=x', 'application/octet-stream'],
])('%s that is said to be %s is %s', async (name, said, type) => {
  expect(await mediaTypeOf(name, said)).toBe(type);
});

it.each(['text/markdown', 'application/json', 'application/vnd.api+json', 'image/svg+xml', 'application/xml'])(
  '%s is text',
  (type) => expect(isText(type)).toBe(true),
);

it.each(['application/pdf', 'application/zip', 'image/png', 'video/mp4'])('%s is no text', (type) =>
  expect(isText(type)).toBe(false),
);

it('the images that models see are the four that clients take', () => {
  const types = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/tiff', 'image/svg+xml'];
  expect(types.filter(isImage)).toEqual(types.slice(0, 4));
});
