import { describe, expect, it } from 'vitest';
import { isConfluenceUrl, linkedUrls } from '../../../../server-core/jira/issues/linked-urls.ts';
import type { SiteText } from '../../../../server-core/jira/site-text.ts';

const textWith = (...links: string[]): SiteText => ({ markdown: 'Of no matter here.', links });
const holding = (...links: string[]) => ({ description: textWith(...links), body: textWith(...links) });
const inText = (...links: string[]) => {
  const { confluence, git } = linkedUrls(holding(...links), [], []);
  return { confluence: confluence.map(({ url }) => url), git: git.map(({ url }) => url) };
};

describe('linkedUrls', () => {
  it.each([
    'https://x.atlassian.net/wiki/spaces/OPS/pages/42/Kettles',
    'https://docs.example.com/display/OPS/Kettles',
    'https://example.com/confluence/pages/viewpage.action?pageId=42',
    'https://confluence.example.com/pages/42',
  ])('takes %s for Confluence', (url) => {
    expect(inText(url)).toEqual({ confluence: [url], git: [] });
  });

  it.each([
    'https://github.com/acme/kettle/pull/7',
    'https://gitlab.com/acme/kettle',
    'https://bitbucket.org/acme/kettle',
    'https://example.com/gitlab/acme/kettle',
    'https://acme.visualstudio.com/kettle/_git/kettle',
    'https://dev.azure.com/acme/kettle/_git/kettle',
    'git@example.com:acme/kettle.git',
    'ssh://git@bitbucket.example.com:7999/acme/kettle.git',
    'https://github.com/acme/wiki/tree/main',
    'https://github.com/acme/kettle/wiki/Home',
  ])('takes %s for Git', (url) => {
    expect(inText(url)).toEqual({ confluence: [], git: [url] });
    expect(isConfluenceUrl(url)).toBe(false);
  });

  it.each([
    'https://example.com/a',
    'https://github.com/about',
    'mailto:mia@example.com?subject=kettle.git',
    'mailto:wiki/mia@kettle.git',
    'file:///wiki/Kettles',
    'page:OPS/Kettles',
    '#wiki',
  ])('leaves %s out', (url) => {
    expect(inText(url)).toEqual({ confluence: [], git: [] });
  });

  it('names each link once, with the first place where it was found', () => {
    const url = 'https://x.atlassian.net/wiki/spaces/OPS/pages/42';
    const { confluence } = linkedUrls(holding(url, url), [holding(url)], [{ url, title: 'Kettles' }]);
    expect(confluence).toEqual([{ url, title: 'Kettles', source: 'Remote Link' }]);
  });

  it('puts remote links first, also those that are found again later', () => {
    const [a, b, d] = ['https://x.example/wiki/A', 'https://x.example/wiki/B', 'https://x.example/wiki/D'] as const;
    const remote = [a, b].map((url) => ({ url, title: url }));
    expect(linkedUrls(holding(d), [holding(a)], remote).confluence.map(({ url }) => url)).toEqual([a, b, d]);
  });

  it('sorts many links in little time', () => {
    const links = Array.from({ length: 40_000 }, (_, n) => `https://x.example/wiki/${n}`);
    const start = performance.now();
    expect(inText(...links).confluence).toHaveLength(40_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
