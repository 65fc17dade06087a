import type { Product } from '../routes.ts';
import type { Site } from '../site.ts';

/** Where on the site a request goes. */
export interface Destination {
  readonly product: Product;
  /** The path as the routes spell it: without a context path of Data Center, and without the part of the gateway. */
  readonly path: string;
  /** Whether it came as if by api.atlassian.com, where OAuth tokens are taken. */
  readonly throughGateway: boolean;
}

/** The product that answers a path; `undefined` for a path that belongs to none, or to another cloud site. */
export function destinationOf(path: string, site: Site): Destination | undefined {
  if (site.deployment === 'data-center') {
    const [, product, rest] = /^\/(jira|confluence)(\/.*)?$/.exec(path) ?? [];
    return isProduct(product) ? { product, path: rest ?? '/', throughGateway: false } : undefined;
  }
  if (!path.startsWith('/ex/')) return { product: cloudProduct(path), path, throughGateway: false };
  const [, product, cloudId, rest = '/'] = /^\/ex\/(jira|confluence)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  if (!isProduct(product) || cloudId !== site.cloudId || cloudProduct(rest) !== product) return undefined;
  return { product, path: rest, throughGateway: true };
}

function isProduct(word: string | undefined): word is Product {
  return word === 'jira' || word === 'confluence';
}

function cloudProduct(path: string): Product {
  return path === '/wiki' || path.startsWith('/wiki/') ? 'confluence' : 'jira';
}
