import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { bridgeBin } from '../support/bins.ts';
import { descendantsOf, survivorsOf } from '../support/process-table.ts';
import { StartedProgram } from '../support/started-program.ts';

/** Gives a program a terminal; part of util-linux. */
const script = '/usr/bin/script';

it.skipIf(!existsSync(script))('shows a person the addresses and what to paste, and ends with Ctrl-C', async () => {
  // A shell that waits for the bridge would get the Ctrl-C too, and die of it.
  const command = `exec '${process.execPath}' '${bridgeBin}' --demo --port 0`;
  const args = ['--quiet', '--return', '--command', command, '/dev/null'];
  const terminal = new StartedProgram(script, args, { env: { SHELL: '/bin/sh' } });
  const lines = await terminal.stdout.until((line) => line.includes('Ctrl-C'));
  const screen = stripVTControlCharacters(lines.join('\n'));

  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(screen)?.[0];
  expect(url).toBeDefined();
  for (const path of ['/mcp', '/sse', '/health']) expect(screen).toContain(`${url}${path}`);
  const pasted = JSON.parse(screen.slice(screen.indexOf('\n{'), screen.lastIndexOf('}') + 1));
  expect(pasted.mcpServers['jira-confluence-sse']).toMatchObject({ url: `${url}/sse` });

  const family = descendantsOf(terminal.pid);
  terminal.stdin.write('\x03');
  expect(await terminal.exited).toMatchObject({ code: 0 });
  expect(await survivorsOf(family, 5_000)).toEqual([]);
});
