import { describe, expect, it } from 'vitest';
import { confluenceBase } from '../../../server-core/confluence/cloud/open-confluence-cloud.ts';
import { jiraBase } from '../../../server-core/jira/cloud/open-jira-cloud.ts';

describe('the place of Confluence', () => {
  it.each([
    ['https://x.atlassian.net', 'https://x.atlassian.net/wiki'],
    ['https://x.atlassian.net/', 'https://x.atlassian.net/wiki'],
    ['https://x.atlassian.net/wiki', 'https://x.atlassian.net/wiki'],
    ['https://x.atlassian.net/wiki/spaces/OPS', 'https://x.atlassian.net/wiki'],
    ['https://api.atlassian.com/ex/confluence/123', 'https://api.atlassian.com/ex/confluence/123/wiki'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/wiki'],
    ['http://127.0.0.1:8080/wiki', 'http://127.0.0.1:8080/wiki'],
  ])('%s is %s', (url, base) => {
    expect(confluenceBase(new URL(url)).href).toBe(base);
  });
});

describe('the place of Jira', () => {
  it.each([
    ['https://x.atlassian.net/jira/software/projects/A', 'https://x.atlassian.net/'],
    ['https://x.atlassian.net/wiki', 'https://x.atlassian.net/'],
    ['https://api.atlassian.com/ex/jira/123', 'https://api.atlassian.com/ex/jira/123'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
  ])('%s is %s', (url, base) => {
    expect(jiraBase(new URL(url)).href).toBe(base);
  });
});
