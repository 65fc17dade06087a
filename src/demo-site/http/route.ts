import type { Site } from '../site.ts';
import type { Reply } from './reply.ts';
import type { OpenRequest, SiteRequest } from './site-request.ts';

export type Handler = (request: SiteRequest, site: Site) => Reply;
export type OpenHandler = (request: OpenRequest, site: Site) => Reply;
type Endpoint = `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`;

interface Pattern {
  readonly method: string;
  readonly segments: readonly string[];
}

/** What answers: for who has signed in, or for everybody. */
type Answering =
  | { readonly open: false; readonly handler: Handler }
  | { readonly open: true; readonly handler: OpenHandler };

export type Route = Pattern & Answering;

/** One line of a route table: `route('GET /rest/api/3/issue/:issueIdOrKey', getIssue)`. */
export function route(endpoint: Endpoint, handler: Handler): Route {
  return { ...pattern(endpoint), open: false, handler };
}

/** A line for who has not signed in; a download that only some may have is a `signedRoute`. */
export function openRoute(endpoint: Endpoint, handler: OpenHandler): Route {
  return { ...pattern(endpoint), open: true, handler };
}

function pattern(endpoint: Endpoint): Pattern {
  const [method = '', path = ''] = endpoint.split(' ');
  return { method, segments: path.split('/').slice(1) };
}

export interface Match {
  readonly answering: Answering;
  /** The path as the route spells it. */
  readonly endpoint: string;
  readonly params: ReadonlyMap<string, string>;
}

/** Finds the handler for a path. Among routes that fit, the first of the table wins, so literal ones stand above. */
export class Router {
  readonly #routes: readonly Route[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes;
  }

  /** The match, or the methods that the path does answer (none for an unknown path). */
  find(method: string, path: string): Match | { readonly allowed: readonly string[] } {
    const segments = path.replace(/\/+$/, '').split('/').slice(1);
    const allowed = new Set<string>();
    for (const candidate of this.#routes) {
      const params = paramsOf(candidate.segments, segments);
      if (params === undefined) continue;
      if (candidate.method === method) {
        return { answering: candidate, endpoint: `/${candidate.segments.join('/')}`, params };
      }
      allowed.add(candidate.method);
    }
    return { allowed: [...allowed] };
  }
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params = new Map<string, string>();
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params.set(part.slice(1), decoded(segment));
    else if (part !== segment) return undefined;
  }
  return params;
}

/** A segment with a broken escape stays as it came: it will name nothing and end as 404. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
