import { SessionEndedError } from '../errors.ts';
import { closeWithConnection } from '../http/close-with-connection.ts';
import type { Exchange } from '../http/exchange.ts';

/** Says that the client of an exchange has gone before it had its answer: nothing is to be done for it any more. */
export function clientLeft({ response }: Exchange): AbortSignal {
  const left = new AbortController();
  closeWithConnection(response);
  response.once('close', () => left.abort(new SessionEndedError()));
  return left.signal;
}
