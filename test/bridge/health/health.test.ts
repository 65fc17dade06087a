import { describe, expect, it } from 'vitest';
import type { BridgeOptions } from '../../../bridge/index.ts';
import { exchange, readText } from '../../support/event-stream.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { SsePeer } from '../../support/sse-peer.ts';
import { openSession, send } from '../../support/streamable-session.ts';

async function health(url: string) {
  const { status, body } = await exchange('GET', `${url}/health`);
  return { httpStatus: status, ...JSON.parse(await readText(body)) };
}

const asking = (...tools: string[]): Partial<BridgeOptions> => ({
  healthChecks: Object.fromEntries(tools.map((tool) => [tool, { tool, arguments: {} }])),
});

describe('GET /health', () => {
  it('says what the tools that it was told to call say of their services', async () => {
    const bridge = await openBridge('service-statuses', asking('fine', 'broken', 'unset', 'unknown'));
    const { httpStatus, status, services } = await health(bridge.url);
    expect([httpStatus, status]).toEqual([200, 'ok']);
    expect(services).toEqual({ fine: 'ok', broken: 'error', unset: 'not_configured', unknown: 'error' });
  });

  it('says how the bridge itself is', async () => {
    const bridge = await openBridge('echo');
    await exchange('GET', `${bridge.url}/sse`);
    await expect
      .poll(() => health(bridge.url))
      .toMatchObject({
        services: {},
        bridge: {
          version: '0.0.0-test',
          sessions: { sse: 1 },
          children: { live: 1, warm: 1, warmTarget: 1, starting: 0, breaker: 'closed' },
        },
      });
  });

  it('counts what clients are told, by code: of a refused request, of one in a batch, and of one that was taken (P-BOUND)', async () => {
    const bridge = await openBridge('dies-mid-call', { maxSessions: 1 });
    const { session } = await openSession(bridge.url);
    const post = (body: string) => send('POST', `${bridge.url}/mcp`, session, body);
    await exchange('GET', `${bridge.url}/sse`);
    await post('[{"jsonrpc":"1.0","id":2,"method":"ping"}]');
    await post('{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"x"}}');
    await post('{"jsonrpc":"2.0","id":4,"method":"ping"}');
    const counts = { SESSIONS_EXHAUSTED: 1, INVALID_REQUEST: 1, CHILD_EXITED: 1, SESSION_NOT_FOUND: 1 };
    expect((await health(bridge.url)).bridge.errors).toEqual(counts);
  });

  it('calls the tools once for all who ask while the answer is good', async () => {
    const oneAtATime = { ...asking('fine'), maxSessions: 1 }; // a second session would be refused, and count as an error
    const bridge = await openBridge('service-statuses', oneAtATime);
    const answers = await Promise.all([health(bridge.url), health(bridge.url), health(bridge.url)]);
    expect(answers.map(({ services }) => services.fine)).toEqual(['ok', 'ok', 'ok']);
    expect((await health(bridge.url)).services).toEqual({ fine: 'ok' });
  });

  it('calls the tools once for all who ask meanwhile, however soon their answer is too old (P-BOUND)', async () => {
    const bridge = await openBridge('service-statuses', { ...asking('fine'), maxSessions: 1, healthCacheMs: 0 });
    const answers = await Promise.all([health(bridge.url), health(bridge.url), health(bridge.url)]);
    expect(answers.map(({ services }) => services.fine)).toEqual(['ok', 'ok', 'ok']);
  });

  it('counts a service as broken whose tool does not answer in time', async () => {
    const bridge = await openBridge('never-answers', { ...asking('slow'), healthTimeoutMs: 20 });
    expect((await health(bridge.url)).services).toEqual({ slow: 'error' });
  });

  it('answers in time when its own session has to wait for its turn (P-BOUND)', async () => {
    const oneAtATime = { poolMin: 0, startConcurrency: 1, healthTimeoutMs: 50 };
    const bridge = await openBridge(['slow-start', '60000'], { ...asking('any'), ...oneAtATime });
    const starting = Array.from({ length: 5 }, () => exchange('GET', `${bridge.url}/sse`).catch(() => {}));
    const { services, bridge: state } = await health(bridge.url);
    expect([services, state.sessions.internal]).toEqual([{ any: 'error' }, undefined]);
    await Promise.all([bridge.close(), ...starting]);
  });

  it('says what it last knew while there is no process to ask, and asks as soon as there is', async () => {
    const oneAtMost = { poolMin: 0, maxChildren: 1, disconnectGraceMs: 0 };
    const bridge = await openBridge('service-statuses', { ...asking('fine'), ...oneAtMost, healthCacheMs: 0 });
    const serviceStatus = async () => (await health(bridge.url)).services.fine;
    const first = await SsePeer.open(bridge.url);
    expect(await serviceStatus()).toBe('error');
    await first.close();
    await expect.poll(serviceStatus).toBe('ok');
    await expect.poll(async () => (await SsePeer.open(bridge.url)).endpoint.pathname).toBe('/messages');
    expect(await serviceStatus()).toBe('ok');
  });

  it('does not keep what it could not know', async () => {
    const oneAtMost = { poolMin: 0, maxSessions: 1, disconnectGraceMs: 0 };
    const bridge = await openBridge('service-statuses', { ...asking('fine'), ...oneAtMost });
    const only = await SsePeer.open(bridge.url);
    expect((await health(bridge.url)).services).toEqual({ fine: 'error' });
    await only.close();
    await expect.poll(async () => (await health(bridge.url)).services).toEqual({ fine: 'ok' });
  });

  it('counts every service as broken when the server cannot be started', async () => {
    const bridge = await openBridge('exits-before-initialize', asking('any'));
    expect((await health(bridge.url)).services).toEqual({ any: 'error' });
  });

  it('says when sessions are refused since processes die before they speak', async () => {
    const bridge = await openBridge('exits-on-start', { poolMin: 0 });
    const open = async () => (await exchange('GET', `${bridge.url}/sse`)).status;
    await expect.poll(open).toBe(503);
    const { children } = (await health(bridge.url)).bridge;
    expect(children).toMatchObject({ breaker: 'open', lastFailure: 'exited with code 3' });
  });

  it('says why processes die before a session uses them', async () => {
    const bridge = await openBridge('exits-on-start');
    await expect.poll(async () => (await health(bridge.url)).bridge.children.lastFailure).toBe('exited with code 3');
  });
});
