import type { IssueComment } from '../comments/comments.ts';
import type { RemoteLink } from '../links/remote-links.ts';
import type { Issue } from './issue.ts';

/** Where in an issue a URL was found. */
type LinkSource = 'Remote Link' | 'Description Link' | 'Comment Link';

export interface LinkedUrl {
  readonly url: string;
  readonly title: string;
  readonly source: LinkSource;
}

export interface LinkedUrls {
  readonly confluence: readonly LinkedUrl[];
  readonly git: readonly LinkedUrl[];
}

const confluencePath = /(^|\/)(confluence|wiki|display)(\/|$)/i;
const gitHost = /(^|\.)(github\.com|gitlab\.com|bitbucket\.org)$/i;
const gitPath = /(^|\/)(gitlab|bitbucket|git|_git)\//i;

/** Every Confluence page and Git repository that an issue refers to, each once, where it was found first; remote links go first. */
export function linkedUrls(
  issue: Pick<Issue, 'description'>,
  comments: readonly Pick<IssueComment, 'body'>[],
  remote: readonly Pick<RemoteLink, 'url' | 'title'>[],
): LinkedUrls {
  const found: LinkedUrl[] = [
    ...remote.map(({ url, title }) => ({ url, title, source: 'Remote Link' as const })),
    ...issue.description.links.map((url) => ({ url, title: url, source: 'Description Link' as const })),
    ...comments.flatMap(({ body }) => body.links.map((url) => ({ url, title: url, source: 'Comment Link' as const }))),
  ];
  const distinct = new Map<string, LinkedUrl>();
  for (const link of found) if (!distinct.has(link.url)) distinct.set(link.url, link);
  const confluence: LinkedUrl[] = [];
  const git: LinkedUrl[] = [];
  for (const link of distinct.values()) {
    if (isConfluenceUrl(link.url)) confluence.push(link);
    else if (isGitUrl(link.url)) git.push(link);
  }
  return { confluence, git };
}

/** `…/wiki/…`, `…/confluence/…` or `…/display/…`, and hosts named confluence; but nothing on a host of Git, which has wikis too. */
export function isConfluenceUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, pathname } = new URL(url);
  if (!/^https?:$/.test(protocol) || gitHost.test(hostname)) return false;
  return confluencePath.test(pathname) || /(^|\.)confluence\./i.test(hostname);
}

function isGitUrl(url: string): boolean {
  if (url.startsWith('git@')) return true;
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, pathname } = new URL(url);
  if (!/^(https?|ssh|git):$/.test(protocol)) return false;
  return (
    (gitHost.test(hostname) && pathname.split('/').length > 2) || gitPath.test(pathname) || pathname.endsWith('.git')
  );
}
