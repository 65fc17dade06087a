import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandOf, installPackage } from '../../kit/npm-package.mjs';
import { startNginx } from './nginx.mjs';
import { startProgram } from './started-program.mjs';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const node = process.execPath;

/** The bare stdio server that all rivals serve. */
export const echoCommand = [node, here('echo-child.mjs')];
/** One that starts in a millisecond or two, and knows `initialize` alone. */
export const quickCommand = ['/bin/sh', here('quick-child.sh')];

export const stdio = { key: 'stdio', name: 'stdio direct', role: 'floor', era: 'stdio', command: echoCommand };

/** The peers on npm. supergateway serves one transport a process. */
const peers = [
  { name: 'supergateway', version: '4.0.0', eras: ['sse'], words: (port) => gatewayWords(port, 'sse') },
  {
    name: 'supergateway',
    version: '4.0.0',
    eras: ['streamable'],
    words: (port) => [...gatewayWords(port, 'streamableHttp'), '--stateful'],
  },
  {
    name: 'mcp-proxy',
    version: '6.7.19',
    eras: ['sse', 'streamable'],
    words: (port) => ['--host', '127.0.0.1', '--port', `${port}`, '--', ...echoCommand],
  },
];

function gatewayWords(port, transport) {
  return ['--stdio', echoCommand.join(' '), '--outputTransport', transport, '--port', `${port}`, '--logLevel', 'none'];
}

/** Installs the peers, each once, and returns those that could be, with their `file`, and notes on the others. */
export async function installPeers(folder, offline) {
  if (offline) return { installed: [], notes: ['Peers from npm are not measured: --offline.'] };
  const files = new Map();
  const notes = [];
  for (const { name, version } of peers) {
    if (files.has(name)) continue;
    const file = await installPackage(folder, name, version)
      .then(commandOf)
      .catch(({ message }) => {
        notes.push(`Not measured: ${name} ${version}: ${message}`);
        return undefined;
      });
    files.set(name, file);
  }
  const installed = peers.map((peer) => ({ ...peer, file: files.get(peer.name) }));
  return { installed: installed.filter(({ file }) => file !== undefined), notes };
}

/** Starts our bridge with `options` of its command line around a command. */
export function startOurs(bridge, options = [], command = echoCommand) {
  if (!existsSync(bridge)) throw new Error(`There is no ${path.relative('.', bridge)}: run npm run build first.`);
  return startProgram('our bridge', node, (port) => [bridge, '--port', `${port}`, ...options, '--', ...command]);
}

export function startIdeal(command = echoCommand) {
  return startProgram('the ideal pipe', node, (port) => [here('ideal-pipe.mjs'), `${port}`, ...command]);
}

export function startEmptyServer() {
  return startProgram('the empty server', node, (port) => [here('empty-streams.mjs'), `${port}`]);
}

/**
 * Runs `use` with the rivals that it asks for by role (`floor`, `ideal`, `peer`, `ours`, `nginx`), each once an era, and
 * ends them. What cannot be started is left out, with a note; ours and the ideal pipe have to start.
 */
export async function withRivals({ folder, bridge, installed, ourOptions }, roles, use) {
  const running = [];
  const notes = [];
  const rivals = roles.includes('floor') ? [stdio] : [];
  const add = (program, name, role, eras) => {
    running.push(program);
    for (const era of eras)
      rivals.push({ key: `${name}, ${era}`, name, role, era, url: program.url, pid: program.pid });
  };
  const both = ['sse', 'streamable'];
  try {
    if (roles.includes('ideal')) add(await startIdeal(), 'ideal pipe', 'ideal', both);
    for (const { name, version, file, eras, words } of roles.includes('peer') ? installed : []) {
      const title = `${name} ${version}`;
      await startProgram(title, node, (port) => [file, ...words(port)]).then(
        (program) => add(program, title, 'peer', eras),
        ({ message }) => notes.push(`Not measured: ${message}`),
      );
    }
    const ours = await startOurs(bridge, ourOptions);
    add(ours, 'ours', 'ours', both);
    if (roles.includes('nginx')) {
      await startNginx(folder, ours.url).then(
        (nginx) => add(nginx, 'ours behind nginx', 'nginx', both),
        ({ message }) => notes.push(`Ours behind nginx is not measured: ${message}`),
      );
    }
    return await use(rivals, notes);
  } finally {
    await Promise.all(running.toReversed().map((program) => program.stop()));
  }
}
