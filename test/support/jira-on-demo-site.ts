import { onTestFinished } from 'vitest';
import { type DemoSite, type Deployment, startDemoSite } from '../../src/demo-site/index.ts';
import { openServerCore, type ServerCoreClient } from './server-core-client.ts';

export const deployments: readonly Deployment[] = ['cloud', 'data-center'];

export interface JiraOnDemoSite extends ServerCoreClient {
  readonly site: DemoSite;
  /** Calls a tool that is to succeed, and gives its `structuredContent`, which the client has checked by the tool's schema. */
  readonly data: (name: string, args?: Record<string, unknown>) => Promise<Record<string, unknown>>;
}

/** A server with all tools, and a demo site of the test's own behind it. */
export async function jiraOnDemoSite(
  deployment: Deployment,
  env: Record<string, string> = {},
): Promise<JiraOnDemoSite> {
  const site = await startDemoSite({ deployment });
  onTestFinished(() => site.close());
  return { site, ...(await jiraAt({ ...site.environment, ...env })) };
}

/** A server with all tools that the variables point at a site. */
export async function jiraAt(env: Record<string, string>): Promise<Omit<JiraOnDemoSite, 'site'>> {
  const server = await openServerCore({ JIRA_DEPLOYMENT: 'cloud', MCP_TOOLSETS: 'all', ...env });
  await server.client.listTools();
  const data = async (name: string, args: Record<string, unknown> = {}) => {
    const { isError, structuredContent, content } = await server.call(name, args);
    if (isError === true || structuredContent === undefined) throw new Error(`${name}: ${JSON.stringify(content)}`);
    // what is undefined here is absent in what a client reads
    return JSON.parse(JSON.stringify(structuredContent)) as Record<string, unknown>;
  };
  return { ...server, data };
}
