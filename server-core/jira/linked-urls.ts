import type { Issue, IssueComment, RemoteLink } from './jira-site.ts';

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

const anyUrl = /https?:\/\/[^\s<>"'`|\\^{}]+/gi;
const sshRemote = /\bgit@[\w.-]+:[\w~./-]+/g;
const confluencePath = /(^|\/)(confluence|wiki|display)(\/|$)/i;
const gitHost = /(^|\.)(github\.com|gitlab\.com|bitbucket\.org)$/i;
const gitPath = /(^|\/)(gitlab|bitbucket|git|_git)\//i;

/** Every Confluence page and Git repository that an issue refers to, each once, remote links first. */
export function linkedUrls(issue: Issue, comments: readonly IssueComment[], remote: readonly RemoteLink[]): LinkedUrls {
  const found: LinkedUrl[] = [
    ...remote.map(({ url, title }) => ({ url, title, source: 'Remote Link' as const })),
    ...urlsIn(issue.description).map((url) => ({ url, title: url, source: 'Description Link' as const })),
    ...comments.flatMap(({ body }) =>
      urlsIn(body).map((url) => ({ url, title: url, source: 'Comment Link' as const })),
    ),
  ];
  const distinct = [...new Map(found.toReversed().map((link) => [link.url, link])).values()].toReversed();
  const confluence = distinct.filter(({ url }) => isConfluenceUrl(url));
  return { confluence, git: distinct.filter((link) => !confluence.includes(link) && isGitUrl(link.url)) };
}

/** `…/wiki/…`, `…/confluence/…` or `…/display/…`, on a host of Git or not, and hosts named confluence. */
export function isConfluenceUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname } = new URL(url);
  if (gitHost.test(hostname)) return false;
  return confluencePath.test(pathname) || /(^|\.)confluence\./i.test(hostname);
}

function isGitUrl(url: string): boolean {
  if (url.startsWith('git@')) return true;
  if (!URL.canParse(url)) return false;
  const { hostname, pathname } = new URL(url);
  return (
    (gitHost.test(hostname) && pathname.split('/').length > 2) || gitPath.test(pathname) || pathname.endsWith('.git')
  );
}

function urlsIn(markdown: string): string[] {
  return [...(markdown.match(anyUrl) ?? []).map(trimUrl), ...(markdown.match(sshRemote) ?? []).map(trimUrl)];
}

/** Takes off what belongs to the sentence or to Markdown: full stops, and closing brackets that were not opened within. */
function trimUrl(url: string): string {
  let trimmed = url.replace(/[.,;:!?*_\]]+$/, '');
  while (trimmed.endsWith(')') && trimmed.split(')').length > trimmed.split('(').length) {
    trimmed = trimmed.slice(0, -1).replace(/[.,;:!?*_\]]+$/, '');
  }
  return trimmed;
}
