import { setTimeout as delay } from 'node:timers/promises';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { kinds } from './clients.mjs';

const THINK_MS = { least: 100, most: 900 };
/** Sessions are not opened all at once: their processes share two cores. */
const OPEN_AT_ONCE = 8;

/** Opens sessions; resolves to their clients. */
export async function openSessions({ url, sessions, clients, ledger, random }) {
  const opened = [];
  let next = 0;
  const open = async () => {
    while (next < sessions) {
      const index = next++;
      const kind = clients[index % clients.length];
      const name = `${kind}-${index}`;
      const client = await kinds[kind](name, url);
      client.onerror = (error) => {
        if (/unknown message ID/i.test(String(error?.message))) ledger.answeredTwice(name, error.message);
      };
      opened.push({ name, client, tools: await client.listTools() });
      ledger.opened(name, client.transport);
    }
  };
  await Promise.all(Array.from({ length: OPEN_AT_ONCE }, open));
  return opened.sort(() => random.next() - 0.5);
}

/** Has each session make its calls, one after the other, with pauses. `isOver` ends it before. */
export async function callAll(sessions, { calls, ledger, random, isOver = () => false }) {
  await Promise.all(
    sessions.map(async ({ name, client }) => {
      await delay(random.between(0, THINK_MS.most));
      for (let number = 0; number < calls && !isOver(); number += 1) {
        await callOnce(name, client, `${name}.${number}`, ledger, random);
        await delay(random.between(THINK_MS.least, THINK_MS.most));
      }
    }),
  );
}

async function callOnce(name, client, token, ledger, random) {
  const tool = random.chance(0.7) ? 'read' : random.oneOf(['put', 'write']);
  const delayMs = random.chance(0.9) ? random.between(2, 50) : random.chance(0.8) ? 300 : 4000;
  const progress = random.chance(0.1) ? 2 : 0;
  const bytes = random.chance(0.05) ? 20_000 : random.between(0, 400);
  const call = ledger.begin(name, tool, token, delayMs);
  const given = { token, delayMs, bytes, progress };
  try {
    const options = progress > 0 ? { onprogress: () => {} } : {};
    const { content, isError } = await callTool(client, { name: tool, arguments: given }, options);
    if (isError) throw new Error(content[0].text);
    ledger.answered(call, JSON.parse(content[0].text), name);
  } catch (error) {
    ledger.failed(call, error);
  }
}

/** The two SDKs put the options in different places. */
function callTool(client, params, options) {
  return client instanceof V1Client ? client.callTool(params, undefined, options) : client.callTool(params, options);
}

export async function closeAll(sessions) {
  await Promise.allSettled(sessions.map(({ client }) => client.close()));
}
