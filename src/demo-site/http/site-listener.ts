import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ResolvedOptions } from '../options.ts';
import { routes } from '../routes.ts';
import type { Site } from '../site.ts';
import { signedIn } from './basic-auth.ts';
import { errorBody } from './error-bodies.ts';
import { RateLimiter } from './rate-limiter.ts';
import { readBody } from './read-body.ts';
import { Refusal } from './refusal.ts';
import { ok, type Reply } from './reply.ts';
import { Router } from './route.ts';
import { SiteRequest } from './site-request.ts';

const unauthenticated = 'Client must be authenticated to access this resource.';

/** Sign in, admit, route, read, act: what every call to the site goes through, in this order. */
export function siteListener(site: () => Site, options: ResolvedOptions): RequestListener {
  const router = new Router(routes);
  const limiter = new RateLimiter(options.rateLimits);

  async function answer(incoming: IncomingMessage, path: string, query: URLSearchParams): Promise<Reply> {
    // The one page that needs no credentials: clients learn the cloud id here.
    if (path === '/_edge/tenant_info') return ok({ cloudId: site().cloudId });
    const user = signedIn(incoming.headers, site().people);
    if (user === undefined) {
      incoming.resume();
      throw new Refusal(401, unauthenticated, {
        headers: { 'WWW-Authenticate': `OAuth realm="${encodeURIComponent(site().url)}"` },
      });
    }
    const method = incoming.method ?? 'GET';
    limiter.admit({ accountId: user.accountId, method, path }, performance.now());
    const match = router.find(method, path);
    const body = await readBody(incoming, options.maxBodyBytes);
    if ('allowed' in match) {
      if (match.allowed.length === 0) throw new Refusal(404, `No endpoint ${method} ${path}`);
      throw new Refusal(405, 'Method Not Allowed', { headers: { Allow: match.allowed.join(', ') } });
    }
    return match.handler(new SiteRequest({ user, path, query, body, params: match.params }), site());
  }

  return (incoming, outgoing) => {
    const { path, query } = parsedTarget(incoming.url ?? '/');
    answer(incoming, path, query)
      .catch((error: unknown) => refused(incoming, path, error))
      .then((reply) => send(outgoing, reply))
      // An answer that can't be written ends this one connection and nothing else.
      .catch(() => outgoing.destroy());
  };
}

/** Splits the request target; one that no URL parser takes is an unknown path, not a crash. */
function parsedTarget(target: string): { readonly path: string; readonly query: URLSearchParams } {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  return { path, query: new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1)) };
}

function refused(incoming: IncomingMessage, path: string, error: unknown): Reply {
  const refusal = error instanceof Refusal ? error : new Refusal(500, `Internal server error: ${String(error)}`);
  const { status } = refusal;
  const headers = refusal.details.headers ?? {};
  // Jira's front door answers 401 in words of its own, before any API has a say.
  if (status !== 401 || path.startsWith('/wiki/')) return { status, headers, body: errorBody(path, refusal) };
  const takesJson = (incoming.headers.accept ?? '').includes('application/json');
  return { status, headers, body: takesJson ? { message: refusal.message, 'status-code': 401 } : refusal.message };
}

function send(outgoing: ServerResponse, reply: Reply): void {
  if (outgoing.destroyed) return;
  for (const [name, value] of Object.entries(reply.headers ?? {})) outgoing.setHeader(name, value);
  outgoing.statusCode = reply.status;
  if (reply.body === undefined) {
    outgoing.end();
    return;
  }
  const plain = typeof reply.body === 'string';
  outgoing.setHeader('Content-Type', plain ? 'text/plain;charset=UTF-8' : 'application/json;charset=UTF-8');
  outgoing.end(plain ? reply.body : JSON.stringify(reply.body));
}
