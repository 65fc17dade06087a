/**
 * The least that a bridge can be: bare `node:http`, one child a session, bytes copied and nothing parsed. It leans on what
 * a real one cannot: that the child answers in order, and that `"id"` in a body means a request. `ideal-pipe.mjs PORT
 * command args…`
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const [port, command, ...args] = process.argv.slice(2);
const sessions = new Map();
const NEWLINE = 10;
const PREFIX = 'event: message\ndata: ';
const EVENTS = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' };

function startChild(onPiece) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => {});
  child.stdout.on('data', (chunk) => {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      onPiece(chunk.subarray(from, end), true);
      from = end + 1;
    }
    if (from < chunk.length) onPiece(from === 0 ? chunk : chunk.subarray(from), false);
  });
  return child;
}

/** Keeps the child from filling memory: its stdout rests while the client does not read. */
function hold(child, response, flowing) {
  if (flowing) return;
  child.stdout.pause();
  response.once('drain', () => child.stdout.resume());
}

function withBody(request, use) {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => use(parts.length === 1 ? parts[0] : Buffer.concat(parts)));
}

function openSse(response) {
  const id = randomUUID();
  let inLine = false;
  const child = startChild((piece, ends) => {
    const start = inLine ? '' : PREFIX;
    inLine = !ends;
    const small = piece.length < 16_384;
    if (small)
      return hold(child, response, response.write(start + piece.latin1Slice() + (ends ? '\n\n' : ''), 'latin1'));
    // Not corked by hand: after that, Node 22 never says that a response has drained.
    if (start) response.write(start);
    const flowing = response.write(piece);
    if (ends) response.write('\n\n');
    return hold(child, response, flowing);
  });
  sessions.set(id, child);
  response.writeHead(200, EVENTS).write(`event: endpoint\ndata: /messages?sessionId=${id}\n\n`);
  response.on('close', () => end(id, child));
}

function postSse(request, response) {
  const child = sessions.get(request.url.slice('/messages?sessionId='.length));
  if (child === undefined) return response.writeHead(404).end();
  return withBody(request, (body) => {
    child.stdin.write(`${body.latin1Slice()}\n`, 'latin1');
    response.writeHead(202).end();
  });
}

function postMcp(request, response) {
  let id = request.headers['mcp-session-id'];
  if (id === undefined) {
    id = randomUUID();
    const waiting = [];
    const child = startChild((piece, ends) => {
      const [answer] = waiting;
      if (ends) waiting.shift();
      if (ends && !answer.headersSent)
        answer.writeHead(200, { ...answer.head, 'Content-Length': piece.length }).end(piece);
      else if (ends) answer.end(piece);
      else hold(child, answer, (answer.headersSent ? answer : answer.writeHead(200, answer.head)).write(piece));
    });
    sessions.set(id, Object.assign(child, { waiting }));
  }
  const child = sessions.get(id);
  if (child === undefined) return response.writeHead(404).end();
  response.head = { 'Content-Type': 'application/json', 'Mcp-Session-Id': id };
  return withBody(request, (body) => {
    if (body.includes('"id"')) child.waiting.push(response);
    else response.writeHead(202).end();
    child.stdin.write(`${body.latin1Slice()}\n`, 'latin1');
  });
}

function end(id, child) {
  sessions.delete(id);
  child.stdin.end();
  child.kill();
}

const server = createServer((request, response) => {
  if (request.url === '/sse') return openSse(response);
  if (request.url === '/mcp' && request.method === 'POST') return postMcp(request, response);
  if (request.url === '/mcp' && request.method === 'DELETE') {
    const id = request.headers['mcp-session-id'];
    end(id, sessions.get(id));
    return response.end();
  }
  return request.method === 'POST' ? postSse(request, response) : response.writeHead(405).end();
});
server.keepAliveTimeout = 60_000;
server.listen(Number(port), '127.0.0.1');
