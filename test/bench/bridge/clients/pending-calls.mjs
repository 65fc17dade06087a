import { echoText } from '../processes/echo-text.mjs';

const SMALL = 65_536;
const INITIALIZE = JSON.stringify({
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
});
const INITIALIZED = '{"jsonrpc":"2.0","method":"notifications/initialized"}';

/**
 * The calls of one client that wait for their answers. `sendLine(line, fail)` is its way to the server, and `take(line)`
 * what it is to do with each line that comes. Every small answer is parsed and checked here; a big one is given as it is.
 */
export class PendingCalls {
  #sendLine;
  #waiting = new Map();
  #nextId = 1;

  constructor(sendLine) {
    this.#sendLine = sendLine;
  }

  initialize() {
    return new Promise((resolve, reject) => {
      this.#waiting.set(0, { resolve, reject });
      this.#sendLine(INITIALIZE, reject);
    });
  }

  initialized() {
    this.#sendLine(INITIALIZED, () => {});
  }

  /** Resolves with the id and the bytes of the answer. */
  call(bytes, ms = 0) {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, bytes });
      const line = `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"echo","arguments":{"bytes":${bytes},"ms":${ms}}}}`;
      this.#sendLine(line, reject);
    });
  }

  take(line) {
    if (line.length > SMALL) {
      const [[id, { resolve }]] = this.#waiting;
      this.#waiting.delete(id);
      resolve({ id, line });
      return;
    }
    const { id, result, error } = JSON.parse(line.latin1Slice());
    const call = this.#waiting.get(id);
    if (call === undefined) {
      if (id !== undefined) this.fail(new Error(`an answer to ${id}, which nobody asked`));
      return;
    }
    this.#waiting.delete(id);
    const isRight = call.bytes === undefined ? result !== undefined : result?.content[0].text === echoText(call.bytes);
    if (isRight) call.resolve({ id, line });
    else call.reject(new Error(`a wrong answer to ${id}: ${JSON.stringify(error) ?? line}`));
  }

  fail(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
