import { createHash } from 'node:crypto';

/** A request without an answer after this long has none. */
const MISSING_MS = 30_000;

/** Errors that a call may get where children are killed at random. All others count as wrong. */
const ALWAYS = [
  'CHILD_LOST', // the next child was killed too
  'REQUEST_CANCELLED', // the client had cancelled it
  'SERVER_FAILING', // so many children were killed that no more are started for a moment
  'CHILDREN_EXHAUSTED',
  'START_QUEUE_TIMEOUT',
  'ANSWER_NOT_KEPT', // the client was away, and the answer too large
  'STREAM_NOT_KEPT', // the client was away for too long
];
const EXPECTED = {
  replay: new Set([...ALWAYS, 'OUTCOME_UNKNOWN']),
  end: new Set([...ALWAYS, 'CHILD_EXITED', 'SESSION_NOT_FOUND', 'SESSION_ENDED']),
};

/** A session that is not there yet cannot be recovered. */
const EXPECTED_OF_HANDSHAKES = new Set([...EXPECTED.end, 'the stream ended']);

/** Keeps account of every request of every client, and of what became of it. */
export class Ledger {
  answers = 0;
  errors = new Map();
  handshakeErrors = new Map();
  #expected;
  /** Answers that nobody could get: their client had gone, or their session with them. */
  abandoned = 0;
  wrong = [];
  twice = [];
  missing = [];
  #open = new Map();
  #closed = new Set();
  #abandoned = new Set();

  /** `recovery` as the bridge has it: it decides what may fail. */
  constructor(recovery) {
    this.#expected = EXPECTED[recovery];
  }

  get requests() {
    return this.answers + this.abandoned + this.missing.length + [...this.errors.values()].reduce((a, b) => a + b, 0);
  }

  /** Resolves when the request is answered, abandoned, or missing. */
  expect(key, { given, client, what }) {
    return new Promise((resolve) => {
      const digest = createHash('sha256').update(JSON.stringify(given)).digest('hex');
      const timer = setTimeout(() => this.#close(key, () => this.missing.push(this.#described(key))), MISSING_MS);
      this.#open.set(key, { digest, client, timer, resolve, size: given.size, what, broken: [] });
    });
  }

  /** A response has come. */
  answered(key, { result, error }) {
    const asked = this.#open.get(key);
    if (asked === undefined) {
      if (this.#abandoned.has(key)) return;
      if (this.#closed.has(key)) this.twice.push(key);
      else this.wrong.push(`${key}: nobody asked`);
      return;
    }
    this.#close(key, () => {
      if (error !== undefined) this.#failed(key, error.data?.code ?? error.message);
      else if (result.digest !== asked.digest) this.wrong.push(`${key}: another's answer`);
      else if (result.client !== asked.client) this.wrong.push(`${key}: from the child of ${result.client}`);
      else if (asked.size !== undefined && result.text?.length !== asked.size) this.wrong.push(`${key}: cut`);
      else this.answers += 1;
    });
  }

  /** Its connection broke, which it may: the answer may still come on another. */
  broke(key, error) {
    this.#open.get(key)?.broken.push(error.message);
  }

  /** It was refused. */
  refused(key, code) {
    if (this.#open.has(key)) this.#close(key, () => this.#failed(key, code));
  }

  /** Its client does not wait any more. An answer that comes all the same is no mistake. */
  abandon(key) {
    if (!this.isOpen(key)) return;
    this.#close(key, () => {
      this.abandoned += 1;
    });
    this.#abandoned.add(key);
  }

  /** Whether the request still waits. */
  isOpen(key) {
    return this.#open.has(key);
  }

  /** A client could not open its session, and tries again. */
  refusedHandshake(client, code) {
    if (EXPECTED_OF_HANDSHAKES.has(code)) count(this.handshakeErrors, code);
    else this.wrong.push(`${client}: ${code}`);
  }

  #failed(key, code) {
    if (this.#expected.has(code)) count(this.errors, code);
    else this.wrong.push(`${key}: ${code}`);
  }

  #close(key, note) {
    const { timer, resolve } = this.#open.get(key);
    clearTimeout(timer);
    note();
    this.#open.delete(key);
    this.#closed.add(key);
    resolve();
  }

  #described(key) {
    const { what, broken } = this.#open.get(key);
    return `${key} ${JSON.stringify({ ...what, broken })}`;
  }
}

function count(times, what) {
  times.set(what, (times.get(what) ?? 0) + 1);
}
