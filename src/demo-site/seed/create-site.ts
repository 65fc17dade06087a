import { randomBytes } from 'node:crypto';
import { pageLinks } from '../confluence/v2-views.ts';
import type { Deployment } from '../options.ts';
import { People } from '../people.ts';
import type { Site } from '../site.ts';
import { fillConfluence } from './fill-confluence.ts';
import { fillJira } from './fill-jira.ts';
import { team } from './people.ts';

/** The site with all its content. Ids, keys and order are the same in every run; dates count back from `now`. */
export function createSite(deployment: Deployment, url: string, now: number): Site {
  const [jiraUrl, confluenceUrl] = deployment === 'cloud' ? [url, `${url}/wiki`] : [`${url}/jira`, `${url}/confluence`];
  const { content, pages } = fillConfluence(jiraUrl, now);
  const wiki = (key: string): string => {
    const page = pages.get(key);
    if (page === undefined) throw new Error(`The seeds name a page ${key}, which the site does not have.`);
    return `${confluenceUrl}${pageLinks(page).webui}`;
  };
  return {
    deployment,
    url,
    jiraUrl,
    confluenceUrl,
    cloudId: '0b7c2f5e-3d41-4a86-9c1e-7f52d8a6b4e0',
    signingKey: randomBytes(32),
    people: new People(Object.values(team)),
    jira: fillJira(jiraUrl, now, wiki),
    confluence: content,
  };
}
