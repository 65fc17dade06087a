import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Journal } from '../../../bridge/directory/journal.ts';
import { readLine } from '../../../bridge/jsonrpc/read-line.ts';
import { Handshake } from '../../../bridge/session/handshake.ts';
import { PendingRequests } from '../../../bridge/session/pending-requests.ts';
import { readJournal } from '../../../bridge/session/restored-session.ts';
import { SessionJournal } from '../../../bridge/session/session-journal.ts';

/** Keeps the fields themselves, as a store would after each flush. */
class Fields implements Journal {
  readonly #values = new Map<string, Buffer | (() => Buffer)>();

  put(field: string, value: Buffer | (() => Buffer)): void {
    this.#values.set(field, value);
  }

  remove(field: string): void {
    this.#values.delete(field);
  }

  readonly isStored = true;

  written(): undefined {}

  get stored(): ReadonlyMap<string, Buffer> {
    return new Map(
      Array.from(this.#values, ([field, value]) => [field, typeof value === 'function' ? value() : value]),
    );
  }
}

const facts = { era: 'streamable', whenFull: 'drop-oldest', protocolVersion: '2025-06-18' } as const;
const limits = { maxHandshakeBytes: 10_000, maxPendingRequests: 100, maxQueuedBytes: 100_000 };

function requestOf(message: object) {
  const envelope = readLine(Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message })));
  if (envelope.kind !== 'request') throw new Error('no request');
  return envelope;
}

function open(maxJournalBytes = 10_000) {
  const fields = new Fields();
  const journal = new SessionJournal(fields, { maxJournalBytes });
  journal.facts(facts);
  return { fields, journal, pending: new PendingRequests(limits) };
}

describe('the journal of a session', () => {
  it('gives another replica the handshake, message for message', () => {
    const { fields, journal } = open();
    const handshake = new Handshake(limits);
    handshake.accepted(requestOf({ id: 0, method: 'initialize', params: { capabilities: {} } }));
    handshake.accepted(requestOf({ id: 'ü', method: 'logging/setLevel', params: { level: 'info' } }));
    journal.handshake(handshake.steps);
    const restored = readJournal(fields.stored, limits);
    expect(restored).toMatchObject(facts);
    expect(restored?.handshake.steps).toEqual(handshake.steps);
  });

  it('holds a request as it came until it is answered, with the stream of its answer', () => {
    const { fields, journal, pending } = open();
    const envelope = requestOf({ id: 'a', method: 'tools/call', params: { name: 'x' } });
    const request = pending.add(envelope, undefined);
    journal.request(request);
    expect(readJournal(fields.stored, limits)?.requests).toEqual([
      { id: envelope.id, method: 'tools/call', envelope, stream: 0, wasRepeated: false },
    ]);
    journal.answered(request);
    expect(readJournal(fields.stored, limits)?.requests).toEqual([]);
  });

  it('holds only the id of a request for which there is no room', () => {
    const { fields, journal, pending } = open(200);
    journal.request(pending.add(requestOf({ id: 1, method: 'tools/call', params: 'x'.repeat(300) }), undefined));
    const [request] = readJournal(fields.stored, limits)?.requests ?? [];
    expect(request).toMatchObject({ id: { key: '1' }, envelope: undefined });
  });

  it('holds the newest messages, byte for byte, within its bytes', () => {
    const message = fc.record({ stream: fc.nat(9), isSent: fc.boolean(), isAnswer: fc.boolean(), text: fc.string() });
    fc.assert(
      fc.property(fc.array(message), (messages) => {
        const { fields, journal } = open(100);
        const all = messages.map(({ text, ...as }, index) => ({ ...as, number: index + 1, bytes: Buffer.from(text) }));
        for (const { number, bytes, ...as } of all) journal.message(number, bytes, as);
        const kept = readJournal(fields.stored, limits)?.messages ?? [];
        expect(kept).toEqual(
          kept.length === 0 ? [] : all.filter(({ bytes }) => bytes.length <= 100).slice(-kept.length),
        );
        expect(kept.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThanOrEqual(100);
        const last = all.at(-1);
        if (last !== undefined && last.bytes.length <= 100) expect(kept.at(-1)).toEqual(last);
      }),
    );
  });

  it('holds an error in place of an answer that is too large for it (P-ANSWER)', () => {
    const { fields, journal } = open(1000);
    const { id } = requestOf({ id: 7, method: 'x' });
    journal.message(1, Buffer.alloc(2000, 'x'), { stream: 0, isSent: false, isAnswer: true, requestId: id });
    const [message] = readJournal(fields.stored, limits)?.messages ?? [];
    expect(JSON.parse(String(message?.bytes))).toMatchObject({ id: 7, error: { data: { code: 'ANSWER_NOT_KEPT' } } });
  });

  it('forgets messages that were there at the last look', () => {
    const { fields, journal } = open();
    const as = { stream: 0, isSent: true, isAnswer: false };
    journal.message(1, Buffer.from('a'), as);
    journal.forgetOld();
    journal.message(2, Buffer.from('b'), as);
    journal.forgetOld();
    expect(readJournal(fields.stored, limits)?.messages.map(({ number }) => number)).toEqual([2]);
  });

  it('tells the highest id of a request only once the session has come to rest', () => {
    const { fields, journal, pending } = open();
    journal.request(pending.add(requestOf({ id: 41, method: 'x' }), undefined));
    expect(readJournal(fields.stored, limits)?.highestId).toBeUndefined();
    journal.facts(facts, true);
    expect(readJournal(fields.stored, limits)?.highestId).toBe(41);
  });

  it('tells ids that surely are new from those that may not be', () => {
    const { journal, pending } = open();
    journal.request(pending.add(requestOf({ id: 3, method: 'x' }), undefined));
    const isNew = (id: unknown) => journal.isNew(requestOf({ id, method: 'x' }).id);
    expect([2, 3, 4, 'a'].map(isNew)).toEqual([false, false, true, false]);
  });

  it('is nothing to go on with before the session was made', () => {
    expect(readJournal(new Map(), limits)).toBeUndefined();
  });
});
