import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../server-core/jira/jira-site.ts';
import { linkedUrls } from '../../../server-core/jira/linked-urls.ts';

const issue = (description: string): Issue => ({
  key: 'A-1',
  summary: '',
  url: '',
  status: '',
  labels: [],
  description,
});
const inText = (text: string) => {
  const { confluence, git } = linkedUrls(issue(text), [], []);
  return { confluence: confluence.map(({ url }) => url), git: git.map(({ url }) => url) };
};

describe('linkedUrls', () => {
  it.each([
    'https://x.atlassian.net/wiki/spaces/OPS/pages/42/Kettles',
    'https://docs.example.com/display/OPS/Kettles',
    'https://example.com/confluence/pages/viewpage.action?pageId=42',
    'https://confluence.example.com/pages/42',
  ])('takes %s for Confluence', (url) => {
    expect(inText(`See [this](${url}).`)).toEqual({ confluence: [url], git: [] });
  });

  it.each([
    'https://github.com/acme/kettle/pull/7',
    'https://gitlab.com/acme/kettle',
    'https://bitbucket.org/acme/kettle',
    'https://example.com/gitlab/acme/kettle',
    'https://acme.visualstudio.com/kettle/_git/kettle',
    'https://dev.azure.com/acme/kettle/_git/kettle',
    'git@example.com:acme/kettle.git',
    'https://github.com/acme/wiki/tree/main',
  ])('takes %s for Git', (url) => {
    expect(inText(`Fixed in ${url}, at last.`)).toEqual({ confluence: [], git: [url] });
  });

  it('leaves other links out', () => {
    expect(inText('https://example.com/a https://github.com/about')).toEqual({ confluence: [], git: [] });
  });

  it('keeps a bracket that belongs to the address', () => {
    expect(inText('(see https://x.atlassian.net/wiki/display/A/Kettle_(blue))').confluence).toEqual([
      'https://x.atlassian.net/wiki/display/A/Kettle_(blue)',
    ]);
  });

  it('names each link once, with the first place where it was found', () => {
    const url = 'https://x.atlassian.net/wiki/spaces/OPS/pages/42';
    const { confluence } = linkedUrls(
      issue(`${url} ${url}`),
      [{ author: 'Mia', body: url }],
      [{ url, title: 'Kettles' }],
    );
    expect(confluence).toEqual([{ url, title: 'Kettles', source: 'Remote Link' }]);
  });
});
