import { runServer } from '../server-core/main.ts';

/** Nothing but the server is loaded where there is nothing to read: a bridge starts this program once a session. */
async function main(words: readonly string[]): Promise<void> {
  if (words.length === 0) return runServer({ env: process.env });
  const { readServerCommandLine } = await import('./command-line/server-command-line.ts');
  const { demo, env } = readServerCommandLine(words, process.env);
  if (!demo) return runServer({ env });
  const { demoEnvironment } = await import('./demo-environment.ts');
  const site = await (await import('./demo-site/index.ts')).startDemoSite();
  await runServer({ env: demoEnvironment(env, site) });
  await site.close();
}

main(process.argv.slice(2)).catch(async (error: unknown) => {
  const { exitWithError } = await import('./command-line/exit-with-error.ts');
  exitWithError('mcp-jira-confluence', error);
});
