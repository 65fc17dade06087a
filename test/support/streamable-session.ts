import { exchange, readText } from './event-stream.ts';

export const initialize =
  '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}';

/** The headers of a client that takes any answer. */
export const usual = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };

/** One request, with the whole text of its answer. */
export async function send(method: string, url: string, headers: Record<string, string>, body?: string) {
  const answer = await exchange(method, url, headers, body);
  return { status: answer.status, headers: answer.headers, text: await readText(answer.body) };
}

/** Opens a session of the streamable era and gives what its later requests need. */
export async function openSession(url: string, path = '/mcp') {
  const opened = await send('POST', url + path, usual, initialize);
  const session = { ...usual, 'Mcp-Session-Id': String(opened.headers['mcp-session-id']) };
  const call = (id: number, params: unknown = {}, headers: Record<string, string> = session) =>
    exchange('POST', url + path, headers, JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params }));
  return { opened, session, call };
}

/** How many sessions of each era a bridge has. */
export async function sessionsOf(url: string): Promise<Record<string, number>> {
  return (await stateOf(url)).sessions;
}

/** How many children serve a session. */
export async function liveChildrenOf(url: string): Promise<number> {
  return (await stateOf(url)).children.live;
}

async function stateOf(url: string) {
  const { text } = await send('GET', `${url}/health`, {});
  return JSON.parse(text).bridge;
}
