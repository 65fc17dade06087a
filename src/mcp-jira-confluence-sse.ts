// biome-ignore-all assist/source/organizeImports: the heap is told to stay small before anything is loaded
import { keepHeapSmall } from './small-heap.ts';
import { startBridge } from '../bridge/index.ts';
import { createLog } from './base/log.ts';
import { onShutdown } from './base/shutdown.ts';
import { version } from './base/version.ts';
import { readBridgeCommandLine } from './command-line/bridge-command-line.ts';
import { exitWithError } from './command-line/exit-with-error.ts';
import { greeting } from './greeting.ts';
import { jiraConfluenceServer, namedServer } from './served-server.ts';

async function main(): Promise<void> {
  const settings = readBridgeCommandLine(process.argv.slice(2), process.env);
  const log = createLog(settings.logLevel);
  process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'a fault of the bridge: please report it'));

  const demo = settings.demo ? await (await import('./demo-site/index.ts')).startDemoSite() : undefined;
  const server = settings.command === undefined ? jiraConfluenceServer(demo) : namedServer(settings.command);
  const bridge = await startBridge(
    {
      ...settings,
      version,
      command: server.command,
      passEnv: [...server.passEnv, ...settings.passEnv],
      env: { ...server.env, ...settings.env },
      healthChecks: settings.healthChecks ?? server.healthChecks,
      recovery: settings.recovery === '' ? server.recovery : settings.recovery,
    },
    log,
  );

  onShutdown(async (signal) => {
    log.info({ signal }, 'bridge is closing');
    await bridge.close();
    await demo?.close();
    log.info('bridge is closed');
  });

  keepHeapSmall();
  const facts = { url: bridge.url, version, serves: server.name, eras: settings.eras };
  if (process.stdout.isTTY) process.stdout.write(greeting(facts));
  else log.info(facts, 'bridge is listening');
}

async function printNginxConfig(words: readonly string[]): Promise<void> {
  const { nginxConfigFor } = await import('./command-line/nginx-command-line.ts');
  process.stdout.write(nginxConfigFor(words));
}

const [word, ...rest] = process.argv.slice(2);
const [program, run] =
  word === 'nginx'
    ? ['mcp-jira-confluence-sse nginx', () => printNginxConfig(rest)]
    : ['mcp-jira-confluence-sse', main];
run().catch((error: unknown) => exitWithError(program, error));
