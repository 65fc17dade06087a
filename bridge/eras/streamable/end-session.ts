import type { MessageHandler } from '../../http/exchange.ts';
import { type StreamableEra, sessionOf } from './streamable-era.ts';

/** `DELETE /mcp`: ends the session. Its id is unknown from then on. */
export function endSession({ sessions }: StreamableEra): MessageHandler {
  return (exchange) => {
    sessionOf(exchange, sessions).end();
    exchange.response.writeHead(204).end();
    return undefined;
  };
}
