import { fileURLToPath } from 'node:url';
import { openDemoSite } from './demo-site.mjs';
import { inTemporaryFolder } from './npm-package.mjs';
import { installPeers } from './peers.mjs';

const bareLoop = fileURLToPath(new URL('../bare-loop.mjs', import.meta.url));
const ours = fileURLToPath(new URL('../../../dist/mcp-jira-confluence.js', import.meta.url));

/**
 * Runs a benchmark with its rivals ready: the floor, our server as it is by default and with every toolset, and unless
 * `offline` the peers. All that can be are pointed at a demo site of their own.
 */
export async function withRivals({ offline }, bench) {
  await inTemporaryFolder(async (folder) => {
    const site = await openDemoSite(folder);
    try {
      const { rivals: peers, notes } = offline ? { rivals: [], notes: [] } : await installPeers(folder, site);
      const readIssue = (key) => ({ name: 'get-jira-issue', arguments: { issue_key: key } });
      const readPage = ({ id }) => ({ name: 'get-confluence-page', arguments: { page_id: id } });
      const own = { name: 'mcp-jira-confluence', args: [ours], env: site.environment, readIssue, readPage };
      const all = { ...own, name: `${own.name}, all toolsets`, env: { ...own.env, MCP_TOOLSETS: 'all' } };
      const floor = { name: 'bare loop', args: [bareLoop], readIssue };
      await bench({ floor, own, all, peers, notes, site, folder });
    } finally {
      await site.close();
    }
  });
}
