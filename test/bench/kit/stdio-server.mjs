import { startNode } from './node-child.mjs';

const INITIALIZE = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'bench', version: '1' },
};

/** Starts a rival that speaks MCP over stdio, lets `use` have it, and ends it. */
export async function withServer(rival, use) {
  const server = startServer(rival);
  try {
    await server.initialize();
    return await use(server);
  } finally {
    await server.end();
  }
}

function startServer({ args, env }) {
  const child = startNode(args, env);
  let lastId = 0;
  const ask = async (method, params = {}) => {
    lastId += 1;
    child.writeLine(JSON.stringify({ jsonrpc: '2.0', id: lastId, method, params }));
    for (;;) {
      const message = JSON.parse(await child.nextLine());
      if (message.id !== lastId || 'method' in message) continue; // a notification of its own
      if (message.error !== undefined) throw new Error(`${method}: ${message.error.message}`);
      return message.result;
    }
  };
  return {
    pid: child.pid,
    initialize: async () => {
      await ask('initialize', INITIALIZE);
      child.writeLine('{"jsonrpc":"2.0","method":"notifications/initialized"}');
    },
    /** All pages of `tools/list`. */
    listTools: async () => {
      const tools = [];
      for (let cursor; ; ) {
        const page = await ask('tools/list', cursor === undefined ? {} : { cursor });
        tools.push(...page.tools);
        cursor = page.nextCursor;
        if (cursor === undefined) return tools;
      }
    },
    /** Calls a tool. A call that fails is an error: its cost would say nothing. */
    call: async (call) => {
      const result = await ask('tools/call', call);
      if (result.isError) throw new Error(`${call.name}: ${result.content.map(({ text }) => text).join(' ')}`);
      return result;
    },
    end: child.end,
  };
}
