import { readFileSync } from 'node:fs';
import { LEASE_MS } from './cluster.mjs';

const SHOWN = 10;

/** Every call, and what became of it. */
export class Ledger {
  calls = [];
  wrong = [];
  /** By the message of the error. */
  failures = new Map();
  /** The same of writes of which nobody knows whether they ran. */
  unknowns = new Map();
  lostSessions = new Set();
  unknown = 0;
  /** What happened when. */
  notes = [];
  #closedConnections = 0;
  /** What went wrong, and when, by `performance.now()`. */
  faults = [];
  /** How often a session was answered more than once, by what went wrong last. */
  #twice = new Map();

  opened(name, { sessionId, _endpoint: endpoint }) {
    this.#note('opened', name, sessionId ?? endpoint?.search);
  }

  fault(name) {
    this.faults.push({ name, atMs: performance.now() });
    this.#note('fault', name);
  }

  /** A call begins. `ownMs`: how long its answer takes by itself. */
  begin(session, tool, token, ownMs) {
    const call = { session, tool, token, ownMs, startMs: performance.now(), endMs: undefined, outcome: 'open' };
    this.calls.push(call);
    return call;
  }

  answered(call, { client, token }, session) {
    this.#end(call, 'answered');
    if (client === session && token === call.token) return;
    this.wrong.push(`${call.token} of ${session} was answered with ${token} of ${client}`);
  }

  /** An answer that nobody waited for, or that came a second time. */
  answeredTwice(session, text) {
    countIn(this.#twice, this.#lastFault(performance.now()));
    const call = this.calls.findLast((one) => one.session === session && text.includes(`${one.token}\\"`));
    const asked = call && `asked ${ago(call.startMs)}, ${call.outcome} ${ago(call.endMs)}`;
    this.#note('answered twice', session, asked, text);
  }

  failed(call, error) {
    const isUnknown = error?.data?.code === 'OUTCOME_UNKNOWN';
    if (isUnknown && call.tool === 'write') {
      this.unknown += 1;
      countIn(this.unknowns, String(error.message));
      this.#end(call, 'unknown');
      return;
    }
    this.#end(call, 'failed');
    if (/\b404\b|-32001.*not found|Session not found/i.test(String(error?.message)))
      this.lostSessions.add(call.session);
    if (error?.message === 'fetch failed') this.#closedConnections += 1;
    this.#note('failed', call.token, call.tool, error);
    const text = `${this.#lastFault(call.endMs)}: ${call.tool}: ${isUnknown ? 'OUTCOME_UNKNOWN' : String(error?.message ?? error).slice(0, 160)}`;
    countIn(this.failures, text);
  }

  /** Compares the writes that were answered with what the book has of them. */
  audit(book) {
    const times = new Map();
    for (const token of readFileSync(book, 'utf8').split('\n')) times.set(token, (times.get(token) ?? 0) + 1);
    for (const { tool, token, outcome, startMs } of this.calls) {
      if (tool !== 'write') continue;
      const ran = times.get(token) ?? 0;
      if (ran > 1) this.#note('ran twice', token, new Date(performance.timeOrigin + startMs).toISOString());
      if (ran > 1)
        this.wrong.push(`${token} was written ${ran} times (${outcome}, asked in: ${this.#lastFault(startMs)})`);
      if (ran === 0 && outcome === 'answered') this.wrong.push(`${token} was answered and never written`);
    }
  }

  get summary() {
    const failed = this.calls.filter(({ outcome }) => outcome === 'failed' || outcome === 'open');
    return {
      calls: this.calls.length,
      answered: this.calls.filter(({ outcome }) => outcome === 'answered').length,
      unknown: this.unknown,
      failed: failed.length,
      closedConnections: this.#closedConnections,
      wrong: this.wrong.length,
      twice: [...this.#twice.values()].reduce((sum, number) => sum + number, 0),
      twices: listed(this.#twice),
      lostSessions: this.lostSessions.size,
      firstAnswerMs: this.#firstAnswers(),
      failures: listed(this.failures),
      unknowns: listed(this.unknowns),
      wrongs: this.wrong.slice(0, SHOWN),
    };
  }

  /**
   * How long each session waited for its first answer after a fault, from the fault or from its question, if that came later,
   * without the time that the answer takes by itself. Milliseconds.
   */
  #firstAnswers() {
    const waits = this.faults.flatMap(({ atMs: faultMs }) => {
      const bySession = new Map();
      for (const { session, startMs, endMs, ownMs, outcome } of this.calls) {
        if (endMs === undefined || outcome === 'failed' || endMs < faultMs || startMs > faultMs + LEASE_MS) continue;
        const waitMs = Math.max(endMs - Math.max(faultMs, startMs) - ownMs, 0);
        if (!bySession.has(session)) bySession.set(session, waitMs); // calls are in the order of their time
      }
      return [...bySession.values()];
    });
    const sorted = waits.sort((a, b) => a - b);
    const at = (share) => Math.round(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0);
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  }

  #note(...words) {
    this.notes.push([new Date().toISOString(), ...words].join(' '));
  }

  #lastFault(timeMs) {
    return this.faults.findLast(({ atMs }) => atMs <= timeMs)?.name ?? 'before any fault';
  }

  #end(call, outcome) {
    call.endMs = performance.now();
    call.outcome = outcome;
  }
}

function countIn(counts, text) {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}

function listed(counts) {
  return [...counts].slice(0, SHOWN).map(([text, number]) => `${number} × ${text}`);
}

function ago(timeMs = performance.now()) {
  return `${Math.round(performance.now() - timeMs)} ms ago`;
}
