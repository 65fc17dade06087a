import * as z from 'zod';
import type { MessageId, RequestEnvelope } from '../jsonrpc/envelope.ts';
import { readMessageId } from '../jsonrpc/message-id.ts';
import { readLine } from '../jsonrpc/read-line.ts';
import { Handshake } from './handshake.ts';
import type { IdRange } from './seen-ids.ts';
import type { SessionFacts } from './session-journal.ts';

/** A request that the session's last replica had not answered. */
export interface RestoredRequest {
  readonly id: MessageId;
  readonly method: string;
  /** Undefined where it was too large to be kept. */
  readonly envelope: RequestEnvelope | undefined;
  /** The stream of its answer; undefined where it was to be the whole response. */
  readonly stream: number | undefined;
  readonly wasRepeated: boolean;
}

/** A message that its client may have missed. */
export interface RestoredMessage {
  readonly number: number;
  readonly stream: number;
  readonly isSent: boolean;
  readonly isAnswer: boolean;
  /** The request that it answers, where it is of the session's own stream. */
  readonly requestKey: string | undefined;
  readonly bytes: Buffer;
}

/** A session as another replica has left it. */
export interface RestoredSession extends SessionFacts {
  /**
   * The highest id of a request that it has had, where it was handed over in order: no higher one can have been carried
   * out. Undefined where its replica was lost.
   */
  readonly highestId: number | undefined;
  /** Ids of requests that it has had, where it was handed over in order. */
  readonly seenIds: readonly IdRange[];
  readonly handshake: Handshake;
  /** What the last child had asked the client. */
  readonly asked: readonly MessageId[];
  /** In order of arrival. */
  readonly requests: readonly RestoredRequest[];
  /** In order of their numbers. */
  readonly messages: readonly RestoredMessage[];
}

const LINE_FEED = 0x0a;

const factsValue = z.object({
  era: z.string(),
  whenFull: z.enum(['drop-oldest', 'hold-back']),
  protocolVersion: z.string(),
  highestId: z.number().optional(),
  seenIds: z.array(z.tuple([z.number(), z.number()])).default([]),
});
const requestHead = z.object({
  id: z.string(),
  method: z.string(),
  stream: z.number().optional(),
  wasRepeated: z.boolean(),
});
const messageHead = z.object({
  stream: z.number(),
  isSent: z.boolean(),
  isAnswer: z.boolean(),
  requestKey: z.string().optional(),
});

/**
 * Reads what `SessionJournal` has noted. Undefined where nothing was: the session is not one that outlives its child.
 * Throws where a field is not as it was written.
 */
export function readJournal(
  fields: ReadonlyMap<string, Buffer>,
  options: { readonly maxHandshakeBytes: number },
): RestoredSession | undefined {
  const facts = fields.get('facts');
  if (facts === undefined) return undefined;
  const { highestId, seenIds, ...others } = factsValue.parse(JSON.parse(facts.toString()));
  return {
    ...others,
    highestId,
    seenIds,
    handshake: Handshake.read(fields.get('handshake') ?? Buffer.alloc(0), options),
    asked: readAsked(fields.get('asked')),
    requests: numbered(fields, 'r').map(([, value]) => readRequest(value)),
    messages: numbered(fields, 'm').map(([number, value]) => readSentMessage(number, value)),
  };
}

function readAsked(value: Buffer | undefined): MessageId[] {
  return value === undefined || value.length === 0 ? [] : value.toString().split('\n').map(readId);
}

function readRequest(value: Buffer): RestoredRequest {
  const [head, bytes] = split(value);
  const { id, stream, ...others } = requestHead.parse(JSON.parse(head));
  const envelope = bytes.length === 0 ? undefined : readLine(bytes);
  const request = envelope?.kind === 'request' ? envelope : undefined;
  return { ...others, stream, id: readId(id), envelope: request };
}

function readSentMessage(number: number, value: Buffer): RestoredMessage {
  const [head, bytes] = split(value);
  const { requestKey, ...others } = messageHead.parse(JSON.parse(head));
  return { number, ...others, requestKey, bytes };
}

function readId(json: string): MessageId {
  const bytes = Buffer.from(json);
  const id = readMessageId(bytes, { start: 0, end: bytes.length });
  if (id === undefined) throw new Error('neither a string nor a number');
  return id;
}

function split(value: Buffer): [head: string, bytes: Buffer] {
  const end = value.indexOf(LINE_FEED);
  return [value.toString('utf8', 0, end), value.subarray(end + 1)];
}

/** The fields of one letter, by their numbers. */
function numbered(fields: ReadonlyMap<string, Buffer>, letter: string): [number: number, value: Buffer][] {
  return Array.from(fields)
    .filter(([field]) => field[0] === letter && /^\d+$/.test(field.slice(1)))
    .map(([field, value]): [number, Buffer] => [Number(field.slice(1)), value])
    .sort(([one], [other]) => one - other);
}
