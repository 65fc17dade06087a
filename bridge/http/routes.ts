import * as sse from '../eras/sse/index.ts';
import * as streamable from '../eras/streamable/index.ts';
import type { ErrorCounts } from '../error-counts.ts';
import type { BridgeOptions } from '../options.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Exchange, MessageHandler } from './exchange.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'DELETE';
export type MessageRoute = readonly [
  method: Method,
  path: string,
  handler: MessageHandler,
  /** The id of the session that a request names; empty where it names none. */
  sessionIdOf: (exchange: Exchange) => string,
];

export interface MessageRouteParts {
  readonly sessions: Sessions;
  readonly errors: ErrorCounts;
  readonly options: BridgeOptions;
}

/** Method and path → handler, one line each: what carries messages. */
export function messageRoutes({ sessions, errors, options }: MessageRouteParts): readonly MessageRoute[] {
  const sseEra = { sessions, options, dropped: new sse.DroppedHandshakes(options) };
  const streamableEra = { sessions, errors, options, slowAnswers: new streamable.SlowAnswers(options) };
  const sseRoutes: readonly MessageRoute[] = [
    ['GET', '/sse', sse.openStream(sseEra), sse.namedByEvent],
    ['POST', '/messages', sse.postMessage(sseEra), sse.namedByQuery],
  ];
  const streamableRoutes: readonly MessageRoute[] = [
    ['POST', '/mcp', streamable.postMessage(streamableEra), streamable.sessionIdOf],
    ['POST', '/sse', streamable.postMessage(streamableEra), streamable.sessionIdOf], // one URL serves a client whichever transport it tries first
    ['GET', '/mcp', streamable.openStream(streamableEra), streamable.sessionIdOf],
    ['DELETE', '/mcp', streamable.endSession(streamableEra), streamable.sessionIdOf],
  ];
  return [
    ...(options.eras.includes('sse') ? sseRoutes : []),
    ...(options.eras.includes('streamable') ? streamableRoutes : []),
  ];
}
