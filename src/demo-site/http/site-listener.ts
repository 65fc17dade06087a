import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ResolvedOptions } from '../options.ts';
import { routes } from '../routes.ts';
import type { Site } from '../site.ts';
import { type Destination, destinationOf } from './destination.ts';
import { errorBody } from './error-bodies.ts';
import { RateLimiter } from './rate-limiter.ts';
import { readBody } from './read-body.ts';
import { Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';
import { Router } from './route.ts';
import { signedIn } from './signed-in.ts';
import { OpenRequest, SiteRequest } from './site-request.ts';

const unauthenticated = 'Client must be authenticated to access this resource.';

/** Route, sign in, admit, read, act: what every call to the site goes through, in this order. */
export function siteListener(site: () => Site, options: ResolvedOptions): RequestListener {
  const tables = routes[options.deployment];
  const routers = { jira: new Router(tables.jira), confluence: new Router(tables.confluence) };
  const limiter = new RateLimiter(options);

  async function answer(
    incoming: IncomingMessage,
    to: Destination | undefined,
    query: URLSearchParams,
  ): Promise<Reply> {
    const method = incoming.method ?? 'GET';
    if (to === undefined) throw new Refusal(404, `Nothing is at ${incoming.url}`);
    const { path } = to;
    const match = routers[to.product].find(method, path);
    if ('answering' in match && match.answering.open) {
      return match.answering.handler(new OpenRequest({ path, query, params: match.params }), site());
    }
    const user = signedIn(incoming.headers, site(), to);
    if (user === undefined) {
      throw new Refusal(401, unauthenticated, {
        headers: { 'WWW-Authenticate': `OAuth realm="${encodeURIComponent(site().url)}"` },
      });
    }
    const endpoint = 'endpoint' in match ? match.endpoint : path;
    const call = { accountId: user.accountId, product: to.product, method, path, endpoint };
    limiter.admit(call);
    const body = await readBody(incoming, options);
    if ('allowed' in match) {
      if (match.allowed.length === 0) throw new Refusal(404, `No endpoint ${method} ${path}`);
      throw new Refusal(405, 'Method Not Allowed', { headers: { Allow: match.allowed.join(', ') } });
    }
    const request = new SiteRequest({ user, path, query, body, params: match.params });
    const told = (reply: Pick<Reply, 'status' | 'body'>): void =>
      options.onCall({
        method,
        target: incoming.url ?? '/',
        endpoint,
        contentType: incoming.headers['content-type'],
        body: body.json,
        isForm: body.form.files.length > 0,
        status: reply.status,
        answer: reply.body,
      });
    try {
      const reply = match.answering.handler(request, site());
      told(reply);
      return limiter.charge(call, reply);
    } catch (error) {
      if (error instanceof Refusal) told({ status: error.status });
      throw error;
    }
  }

  async function respond(incoming: IncomingMessage): Promise<Reply> {
    const { path, query } = parsedTarget(incoming.url ?? '/');
    const to = destinationOf(path, site());
    return answer(incoming, to, query).catch((error: unknown) => refused(incoming, to, error));
  }

  return (incoming, outgoing) => {
    respond(incoming)
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

function refused(incoming: IncomingMessage, to: Destination | undefined, error: unknown): Reply {
  // A body that nobody reads any more would keep the connection busy.
  incoming.resume();
  const refusal = error instanceof Refusal ? error : new Refusal(500, `Internal server error: ${String(error)}`);
  const takesJson = (incoming.headers.accept ?? '').includes('application/json');
  return {
    status: refusal.status,
    headers: refusal.details.headers ?? {},
    body: errorBody(to, refusal, takesJson),
  };
}

function send(outgoing: ServerResponse, reply: Reply): void {
  if (outgoing.destroyed) return;
  for (const [name, value] of Object.entries(reply.headers ?? {})) outgoing.setHeader(name, value);
  outgoing.statusCode = reply.status;
  const { body } = reply;
  if (body === undefined || Buffer.isBuffer(body)) {
    outgoing.end(body);
    return;
  }
  const plain = typeof body === 'string';
  outgoing.setHeader('Content-Type', plain ? 'text/plain;charset=UTF-8' : 'application/json;charset=UTF-8');
  outgoing.end(plain ? body : JSON.stringify(body));
}
