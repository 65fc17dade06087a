import { confluenceDataCenterRoutes } from './confluence/data-center/routes.ts';
import { confluenceCloudRoutes } from './confluence/routes.ts';
import type { Route } from './http/route.ts';
import { tenantInfo } from './http/tenant-info.ts';
import { jiraDataCenterRoutes } from './jira/data-center/routes.ts';
import { jiraCloudRoutes } from './jira/routes.ts';
import type { Deployment } from './options.ts';

export type Product = 'jira' | 'confluence';

/**
 * Every endpoint of the site. Those of Confluence Cloud begin with `/wiki`; those of Data Center are below the context
 * path of their product and leave it out.
 */
export const routes: Readonly<Record<Deployment, Readonly<Record<Product, readonly Route[]>>>> = {
  cloud: { jira: [...tenantInfo, ...jiraCloudRoutes], confluence: confluenceCloudRoutes },
  'data-center': { jira: jiraDataCenterRoutes, confluence: confluenceDataCenterRoutes },
};
