import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { plainEnvironment } from '../processes/started-program.mjs';
import { HttpConnection } from './http-connection.mjs';
import { readLines } from './line-reader.mjs';
import { PendingCalls } from './pending-calls.mjs';

/**
 * Raw clients, as cheap as they can be, all of one shape: `initialize()` opens the session, `call(bytes, ms)` makes a
 * checked call, `close()` leaves.
 */
export const rawClients = { stdio: openStdio, sse: openSse, streamable: openStreamable };

async function openStdio({ command }) {
  const [file, ...args] = command;
  const child = spawn(file, args, { env: plainEnvironment, stdio: ['pipe', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  const calls = new PendingCalls((line) => child.stdin.write(`${line}\n`, 'latin1'));
  child.stdin.on('error', () => {});
  child.stdout.on(
    'data',
    readLines((line) => calls.take(line)),
  );
  return {
    initialize: async () => {
      await calls.initialize();
      calls.initialized();
    },
    call: (bytes, ms) => calls.call(bytes, ms),
    close: async () => {
      child.stdin.end();
      child.kill();
      await exited;
    },
  };
}

const headOf = (url, more = '') =>
  `POST ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n${more}`;

/**
 * `shared` is a connection for POSTs that more sessions than this one use. With `callsUrl` the session is opened at `url`
 * and its client then goes on there, with a stream that names its last event.
 */
async function openSse({ url, callsUrl = url }, shared) {
  let stream;
  let posts = shared ?? (await HttpConnection.open(callsUrl));
  const onEnd = (status) => {
    if (status >= 300) calls.fail(new Error(`POST of a message: ${status}`));
  };
  let endpoint;
  let head;
  const reopened = async (line, answer) => {
    posts = await HttpConnection.open(callsUrl);
    posts.send(head, line, answer);
  };
  const calls = new PendingCalls((line, onError) => {
    if (posts.closed) void reopened(line, { onEnd, onError }).catch(onError);
    else posts.send(head, line, { onEnd, onError });
  });
  const openStream = async (at, more) => {
    stream = await HttpConnection.open(at);
    endpoint = undefined;
    await new Promise((resolve, reject) => {
      const onMessage = (data) => {
        if (endpoint !== undefined) return calls.take(data);
        endpoint = new URL(data.latin1Slice(), at);
        head = headOf(endpoint);
        return resolve();
      };
      const failed = (status) => reject(new Error(`GET /sse: ${status}`));
      const broken = (error) => {
        reject(error);
        calls.fail(error);
      };
      const get = `GET /sse HTTP/1.1\r\nHost: ${new URL(at).host}\r\nAccept: text/event-stream\r\n${more}`;
      stream.send(get, '', { onMessage, onEnd: failed, onError: broken });
    });
  };
  await openStream(url, '');
  if (callsUrl !== url) {
    stream.close();
    await openStream(callsUrl, `Last-Event-ID: ${endpoint.searchParams.get('sessionId')}.0.0\r\n`);
  }
  return {
    initialize: async () => {
      await calls.initialize();
      calls.initialized();
    },
    call: (bytes, ms) => calls.call(bytes, ms),
    close: async () => {
      stream.close();
      if (shared === undefined) posts.close();
    },
  };
}

/** With `callsUrl` the session is opened at `url`, and its client then goes on there. */
async function openStreamable({ url, callsUrl = url }) {
  const target = new URL('/mcp', callsUrl);
  const free = [await HttpConnection.open(url)];
  const all = [...free];
  let head = headOf(target);
  let session;
  const sendOn = (connection, line, onError) =>
    connection.send(head, line, {
      onMessage: (data) => calls.take(data),
      onError,
      onEnd: (_status, answered) => {
        session ??= /\r\nmcp-session-id: *(\S+)/i.exec(answered)?.[1];
        free.push(connection);
      },
    });
  const sendOnNew = async (line, onError) => {
    const connection = await HttpConnection.open(callsUrl);
    all.push(connection);
    sendOn(connection, line, onError);
  };
  const calls = new PendingCalls((line, onError) => {
    let connection = free.pop();
    while (connection?.closed) connection = free.pop();
    if (connection !== undefined) sendOn(connection, line, onError);
    else void sendOnNew(line, onError).catch(onError);
  });
  return {
    initialize: async () => {
      await calls.initialize();
      while (session === undefined) await new Promise(setImmediate);
      head = headOf(target, `Mcp-Session-Id: ${session}\r\nMCP-Protocol-Version: 2025-06-18\r\n`);
      if (callsUrl !== url) for (const connection of free.splice(0)) connection.close();
      calls.initialized();
    },
    call: (bytes, ms) => calls.call(bytes, ms),
    close: async () => {
      const connection = await HttpConnection.open(callsUrl);
      const ended = new Promise((resolve) => {
        const leave = headOf(target, `Mcp-Session-Id: ${session}\r\n`).replace('POST', 'DELETE');
        connection.send(leave, '', { onEnd: resolve, onError: resolve });
      });
      await ended;
      for (const one of [...all, connection]) one.close();
    },
  };
}
