import { Refusal } from '../../http/refusal.ts';
import type { Reply } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';

/** The v1 content endpoints that Confluence Cloud has taken away; v2 is where they went. */
export const removedEndpoints: readonly Route[] = [
  route('GET /wiki/rest/api/content', gone),
  route('POST /wiki/rest/api/content', gone),
  route('GET /wiki/rest/api/content/:id', gone),
  route('PUT /wiki/rest/api/content/:id', gone),
  route('DELETE /wiki/rest/api/content/:id', gone),
  route('GET /wiki/rest/api/content/:id/child/attachment', gone),
  route('GET /wiki/rest/api/content/:id/child/comment', gone),
  route('GET /wiki/rest/api/content/:id/child/page', gone),
  route('GET /wiki/rest/api/content/:id/version', gone),
  route('GET /wiki/rest/api/space', gone),
];

function gone(): Reply {
  throw new Refusal(410, 'This deprecated endpoint has been removed. Use the Confluence Cloud REST API v2 instead.');
}
