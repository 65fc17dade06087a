import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));
export const stdioBin = fileURLToPath(new URL('../../dist/mcp-jira-confluence.js', import.meta.url));
export const bridgeBin = fileURLToPath(new URL('../../dist/mcp-jira-confluence-sse.js', import.meta.url));

/** The command line of a server in `test/fixtures/children`. */
export function fixtureChild(name: string, ...args: string[]): string[] {
  return [process.execPath, fileURLToPath(new URL(`../fixtures/children/${name}.mjs`, import.meta.url)), ...args];
}
