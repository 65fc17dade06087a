import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ensureProgram } from '../support/ensure-program.ts';
import { exchange, readText } from '../support/event-stream.ts';
import { breaks, hangs, type StandIn, type StandInAnswer, saying, standIn } from '../support/stand-in-replica.ts';
import { type NginxOptions, type RunningNginx, startNginx } from '../support/start-nginx.ts';
import { StartedProgram } from '../support/started-program.ts';

/** A package may have to be fetched. */
const INSTALL_MS = 300_000;
/** How long nginx leaves a replica out, and one more, for it counts whole seconds. */
const LEFT_OUT_MS = 3_000;

beforeAll(() => void ensureProgram('nginx'), INSTALL_MS);

const ID = 'r1.AAAAAAAAAAAAAAAAAAAAAA';
const RETRIED = 'mcp-bridge-retried';

async function cluster(answers: readonly StandInAnswer[], options: NginxOptions = {}) {
  const replicas = await Promise.all(answers.map((answer) => standIn(answer)));
  return {
    replicas,
    nginx: await startNginx(
      replicas.map(({ url }) => url),
      options,
    ),
  };
}

async function ask(nginx: RunningNginx, method: string, path: string, headers = {}, body?: string) {
  const answer = await exchange(method, nginx.url + path, headers, body);
  return { status: answer.status, headers: answer.headers, text: await readText(answer.body) };
}

function post(nginx: RunningNginx, body = '{}', headers: Record<string, string> = {}) {
  const all = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)), ...headers };
  return ask(nginx, 'POST', `/messages?sessionId=${ID}`, all, body);
}

const retriedAt = ({ requests }: StandIn) => requests.map(({ headers }) => headers[RETRIED]);

/** The URL of a port that takes no connection and refuses none: its queue is full, and nobody empties it. */
async function unreachable(): Promise<string> {
  const listen = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
    console.log(this.address().port);
  })`;
  const program = new StartedProgram(process.execPath, ['-e', listen]);
  const port = Number(await program.stdout.next());
  process.kill(program.pid, 'SIGSTOP');
  const queue = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  onTestFinished(() => queue.forEach((socket) => void socket.destroy()));
  await Promise.all(queue.slice(0, 2).map((socket) => once(socket, 'connect')));
  return `http://127.0.0.1:${port}`;
}

describe('nginx in front of replicas of which one', () => {
  it('cannot be connected to gives its requests to another, and says nothing of an attempt (P-ANY)', async () => {
    const { replicas, nginx } = await cluster([saying('r1'), saying('r2')]);
    await replicas[0]?.stop();
    for (let n = 0; n < 10; n += 1) expect(await post(nginx)).toMatchObject({ status: 200, text: 'r2' });
    expect(replicas[1]?.requests.map(({ url }) => url)).toEqual(Array(10).fill(`/messages?sessionId=${ID}`));
    expect(replicas.map(retriedAt)).toEqual([[], Array(10).fill(undefined)]);
  });

  it('is on a machine that does not answer makes one request wait for it, and no other', async () => {
    const [deaf, other] = [await unreachable(), await standIn(saying('r2'))];
    const nginx = await startNginx([deaf, other.url]);
    for (let n = 0; n < 10; n += 1) expect(await post(nginx)).toMatchObject({ status: 200, text: 'r2' });
    expect(nginx.logs().split(new URL(deaf).host).length - 1).toBe(1);
    expect(retriedAt(other)).toEqual(Array(10).fill(undefined));
  });

  it('is started again gives it its requests again within seconds', async () => {
    const { replicas, nginx } = await cluster([saying('r1'), saying('r2')]);
    await replicas[0]?.stop();
    expect(await post(nginx)).toMatchObject({ text: 'r2' });
    await replicas[0]?.restart();
    const from = performance.now();
    while ((await post(nginx)).text !== 'r1') expect(performance.now() - from).toBeLessThan(LEFT_OUT_MS);
  });

  it.each([
    ['a few bytes', '{"jsonrpc":"2.0","id":1,"method":"ping"}'],
    ['1 MiB', `"${'é'.repeat(2 ** 19)}"`],
  ])(
    'breaks the connection after a POST of %s sends all of it to exactly one other, with the header (P-ANSWER)',
    async (_, body) => {
      const { replicas, nginx } = await cluster([breaks, saying('another'), saying('another')]);
      expect(await post(nginx, body)).toMatchObject({ status: 200, text: 'another' });
      const [first, ...others] = replicas;
      expect(first?.requests.map((request) => [request.body === body, request.headers[RETRIED]])).toEqual([
        [true, undefined],
      ]);
      const [again, ...more] = others.flatMap(({ requests }) => requests);
      expect(more).toEqual([]);
      expect(again).toMatchObject({ method: 'POST', url: `/messages?sessionId=${ID}`, headers: { [RETRIED]: '1' } });
      expect(again?.body === body).toBe(true);
    },
  );

  it('hangs sends its requests elsewhere after the read timeout, and the next ones at once (P-ANSWER)', async () => {
    const { replicas, nginx } = await cluster([hangs, saying('r2')], { readTimeout: '500ms' });
    expect(await post(nginx)).toMatchObject({ text: 'r2' });
    expect(await post(nginx)).toMatchObject({ text: 'r2' });
    expect(replicas.map(retriedAt)).toEqual([[undefined], ['1', undefined]]);
  });

  it('hangs is not asked again for a request without a session, which another answers', async () => {
    for (let n = 0; n < 4; n += 1) {
      const { replicas, nginx } = await cluster([hangs, saying('r2')], { readTimeout: '300ms' });
      const answers = await Promise.all([1, 2].map(() => ask(nginx, 'POST', '/mcp')));
      expect(answers.map(({ text }) => text)).toEqual(['r2', 'r2']);
      expect(replicas.map(({ requests }) => requests.length)).toEqual([1, 2]);
    }
  });

  it('breaks off an answer that has begun passes on what there was, and asks nobody else (P-ANSWER)', async () => {
    const { replicas, nginx } = await cluster([
      (response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write('data: half\n\n', () => response.destroy());
      },
      saying('r2'),
    ]);
    const { status, body } = await exchange('POST', `${nginx.url}/messages?sessionId=${ID}`);
    let text = '';
    await expect(
      (async () => {
        for await (const chunk of body) text += String(chunk);
      })(),
    ).rejects.toThrow();
    expect([status, text, replicas.map(({ requests }) => requests.length)]).toEqual([200, 'data: half\n\n', [1, 0]]);
  });

  it('fails after another was left out finds that one all the same, if it lives (P-DRAIN)', async () => {
    const { replicas, nginx } = await cluster([saying('r1'), saying('r2')]);
    const [first, second] = replicas;
    await first?.stop();
    expect(await post(nginx)).toMatchObject({ text: 'r2' });
    await first?.restart();
    await second?.stop();
    expect(await post(nginx)).toMatchObject({ status: 200, text: 'r1' });
    expect(await post(nginx)).toMatchObject({ status: 200, text: 'r1' });
    expect(first && retriedAt(first)).toEqual([undefined, undefined]);
  });

  it('is lost with a request while the other is left out sends it to that one, with the header', async () => {
    const { replicas, nginx } = await cluster([saying('r1'), saying('r2')]);
    const [first, second] = replicas;
    await second?.stop();
    for (let n = 0; n < 2; n += 1) expect(await ask(nginx, 'POST', '/mcp')).toMatchObject({ text: 'r1' });
    await second?.restart();
    if (first) {
      first.answer = (response) => {
        void first.stop();
        response.destroy();
      };
    }
    expect(await ask(nginx, 'POST', '/mcp')).toMatchObject({ status: 200, text: 'r2' });
    expect(second && retriedAt(second)).toEqual(['1']);
  });

  it('breaks the connection before it opens a stream lets another open it', async () => {
    const { replicas, nginx } = await cluster([breaks, saying('r2')]);
    expect(await ask(nginx, 'GET', '/sse', { 'Last-Event-ID': `${ID}.0.7` })).toMatchObject({
      status: 200,
      text: 'r2',
    });
    expect(replicas.map(({ requests }) => requests.length)).toEqual([1, 1]);
  });
});

describe('nginx without a replica that answers', () => {
  it('says that nothing was carried out where none could be reached', async () => {
    const { replicas, nginx } = await cluster([saying('r1'), saying('r2')]);
    await Promise.all(replicas.map((replica) => replica.stop()));
    const answer = await post(nginx);
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'content-type': 'application/json', 'retry-after': '2' },
    });
    expect(JSON.parse(answer.text)).toMatchObject({
      jsonrpc: '2.0',
      id: null,
      error: { data: { code: 'NO_REPLICA' } },
    });
  });

  it('says that the outcome is unknown where a second one broke, too, and asks no third (P-ANSWER)', async () => {
    const { replicas, nginx } = await cluster([breaks, breaks, breaks]);
    const answer = await post(nginx);
    expect(answer).toMatchObject({ status: 502, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(answer.text)).toMatchObject({ id: null, error: { data: { code: 'OUTCOME_UNKNOWN' } } });
    expect(replicas.reduce((sum, { requests }) => sum + requests.length, 0)).toBe(2);
  });
});

describe('the answers of a replica', () => {
  it.each([502, 503, 504])(
    'with status %i are passed on as they are, and the request is sent nowhere else',
    async (status) => {
      const { replicas, nginx } = await cluster([
        (response) => response.writeHead(status, { 'Retry-After': '7' }).end('own words'),
        saying('r2'),
      ]);
      expect(await post(nginx)).toMatchObject({ status, text: 'own words', headers: { 'retry-after': '7' } });
      expect(replicas.map(({ requests }) => requests.length)).toEqual([1, 0]);
    },
  );
});
