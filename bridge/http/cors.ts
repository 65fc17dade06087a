import koaCors from '@koa/cors';
import type { Middleware } from 'koa';
import { type HostOriginOptions, originPolicy } from './host-origin-guard.ts';

/** Lets pages of allowed origins read the answers and the headers that MCP needs. Never with cookies. */
export function cors(options: HostOriginOptions): Middleware {
  const accepts = originPolicy(options);
  const answer = koaCors({
    origin: (ctx) => (accepts(ctx.get('Origin')) ? ctx.get('Origin') : ''),
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: [
      'Accept',
      'Authorization',
      'Content-Type',
      'Last-Event-ID',
      'Mcp-Session-Id',
      'MCP-Protocol-Version',
    ],
    exposeHeaders: ['Mcp-Session-Id', 'Retry-After', 'WWW-Authenticate'],
    maxAge: 600,
  });
  return (ctx, next) => (ctx.get('Origin') === '' ? next() : answer(ctx, next));
}
