import { describe, expect, it } from 'vitest';
import { cloudBase } from '../../../server-core/confluence/open-confluence.ts';
import { jiraBase } from '../../../server-core/jira/open-jira.ts';

describe('the place of Confluence Cloud', () => {
  it.each([
    ['https://x.atlassian.net', 'https://x.atlassian.net/wiki'],
    ['https://x.atlassian.net/', 'https://x.atlassian.net/wiki'],
    ['https://x.atlassian.net/wiki', 'https://x.atlassian.net/wiki'],
    ['https://x.atlassian.net/wiki/spaces/OPS', 'https://x.atlassian.net/wiki'],
    ['https://api.atlassian.com/ex/confluence/123', 'https://api.atlassian.com/ex/confluence/123/wiki'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/wiki'],
    ['http://127.0.0.1:8080/wiki', 'http://127.0.0.1:8080/wiki'],
  ])('%s is %s', (url, base) => {
    expect(cloudBase(new URL(url)).href).toBe(base);
  });
});

describe('the place of Jira', () => {
  it.each([
    ['https://x.atlassian.net/jira/software/projects/A', 'cloud', 'https://x.atlassian.net/'],
    ['https://x.atlassian.net/wiki', 'cloud', 'https://x.atlassian.net/'],
    ['https://api.atlassian.com/ex/jira/123', 'cloud', 'https://api.atlassian.com/ex/jira/123'],
    ['http://127.0.0.1:8080', 'ask', 'http://127.0.0.1:8080/'],
    ['https://jira.example/wiki', 'ask', 'https://jira.example/'],
    ['https://jira.example/wiki', 'data-center', 'https://jira.example/wiki'],
  ] as const)('%s of deployment %s is %s', (url, deployment, base) => {
    expect(jiraBase(new URL(url), deployment).href).toBe(base);
  });
});
