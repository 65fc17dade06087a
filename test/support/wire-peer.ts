/**
 * A client without an SDK: it sends lines as they are and gives back lines as they came,
 * so that a test sees every byte. One form each for stdio and the two HTTP eras.
 */
export interface WirePeer {
  /** Sends one request; resolves to every line that came until its response, in order, the response last. */
  ask(line: string): Promise<string[]>;
  /** Sends a notification, or a response to the server. */
  tell(line: string): Promise<void>;
  /** Takes the lines up to and including the first one that is `wanted`. */
  until(wanted: (line: string) => boolean): Promise<string[]>;
  close(): Promise<void>;
}

export function isResponseTo(request: string): (line: string) => boolean {
  const { id } = JSON.parse(request);
  return (line) => {
    const message = JSON.parse(line);
    return message.method === undefined && message.id === id;
  };
}

/** The usual start of a conversation. Resolves to the lines that it brought. */
export async function shakeHands(peer: WirePeer, protocolVersion = '2025-06-18', capabilities = {}): Promise<string[]> {
  const clientInfo = { name: 'wire-peer', version: '1.0.0' };
  const params = { protocolVersion, capabilities, clientInfo };
  const lines = await peer.ask(JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params }));
  await peer.tell('{"jsonrpc":"2.0","method":"notifications/initialized"}');
  return lines;
}
