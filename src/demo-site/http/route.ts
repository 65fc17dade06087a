import type { Site } from '../site.ts';
import type { Reply } from './reply.ts';
import type { SiteRequest } from './site-request.ts';

export type Handler = (request: SiteRequest, site: Site) => Reply;

export interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly handler: Handler;
}

/** One line of a route table: `route('GET /rest/api/3/issue/:issueIdOrKey', getIssue)`. */
export function route(endpoint: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, handler: Handler): Route {
  const [method = '', path = ''] = endpoint.split(' ');
  return { method, segments: path.split('/').slice(1), handler };
}

export interface Match {
  readonly handler: Handler;
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
      if (candidate.method === method) return { handler: candidate.handler, params };
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
