import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../../../bridge/http/server.ts';
import { exchange } from '../../support/event-stream.ts';

describe('the HTTP server', () => {
  it('goes on when the system cannot give it a connection', async () => {
    const sockets: Socket[] = [];
    const listening = await listen(
      (request, response) => {
        sockets.push(request.socket);
        response.end();
      },
      '127.0.0.1',
      0,
      pino({ level: 'silent' }),
    );
    onTestFinished(() => listening.close(0));
    await exchange('GET', listening.url);
    const { server } = sockets[0] as Socket & { server: Server };
    server.emit('error', Object.assign(new Error('accept ENOBUFS'), { code: 'ENOBUFS' })); // as `net` does
    expect((await exchange('GET', listening.url)).status).toBe(200);
  });
});
