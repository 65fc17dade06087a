import { commandOf, installPackage } from './npm-package.mjs';
import { withServer } from './stdio-server.mjs';

/**
 * Other stdio servers for Jira that npm has, with the variables that point them at a site, and the call that reads an
 * issue. One that can only speak to a host at Atlassian is given none that exists, and is asked nothing that needs it.
 */
const peers = [
  {
    name: '@aashari/mcp-server-atlassian-jira',
    version: '3.3.0',
    env: () => ({ ATLASSIAN_SITE_NAME: 'demo', ATLASSIAN_USER_EMAIL: 'demo@example.com', ATLASSIAN_API_TOKEN: 'none' }),
  },
  {
    name: '@nexus2520/jira-mcp-server',
    version: '1.2.0',
    env: baseUrl,
    readIssue: (key) => ({ name: 'jira_issues', arguments: { action: 'get', issueKey: key } }),
  },
  {
    name: 'mcp-jira-cloud',
    version: '4.4.0',
    env: baseUrl,
    readIssue: (key) => ({ name: 'jira_get_issue', arguments: { issueIdOrKey: key } }),
  },
  {
    name: 'mcp-atlassian',
    version: '2.1.0',
    env: ({ url, email, apiToken }) => ({
      ATLASSIAN_BASE_URL: url,
      ATLASSIAN_EMAIL: email,
      ATLASSIAN_API_TOKEN: apiToken,
    }),
  },
  {
    name: '@atlassian-dc-mcp/jira',
    version: '0.34.0',
    env: ({ url }) => ({ JIRA_HOST: new URL(url).host, JIRA_API_TOKEN: 'none' }),
  },
];

function baseUrl({ url, email, apiToken }) {
  return { JIRA_BASE_URL: url, JIRA_EMAIL: email, JIRA_API_TOKEN: apiToken };
}

/**
 * Installs the peers and tries each once. Returns those that ran, and notes that say what is not measured, and why. One
 * that starts but cannot read an issue of the site is a rival without `readIssue`.
 */
export async function installPeers(folder, site) {
  const rivals = [];
  const notes = [];
  for (const { name, version, env, readIssue } of peers) {
    const title = `${name} ${version}`;
    try {
      const file = await commandOf(await installPackage(folder, name, version));
      const rival = { name: title, args: [file], env: { HOME: folder, ...env(site) } };
      const refusal = await tryOut(rival, readIssue);
      rivals.push(refusal === undefined ? { ...rival, readIssue } : rival);
      if (refusal !== undefined) notes.push(`No issue was read: ${title}: ${refusal}`);
    } catch ({ message }) {
      notes.push(`Not measured: ${title}: ${message.replace(/ imported from .*/, '')}`);
    }
  }
  return { rivals, notes };
}

/** Fails where the peer cannot start. Returns why it cannot read an issue, or `undefined` where it can. */
async function tryOut(rival, readIssue) {
  return withServer(rival, async (server) => {
    await server.listTools();
    if (readIssue === undefined) return 'it can only be pointed at a site of *.atlassian.net';
    return server.call(readIssue('DEMO-1')).then(
      () => undefined,
      ({ message }) => message,
    );
  });
}
