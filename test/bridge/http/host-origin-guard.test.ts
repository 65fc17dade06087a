import { describe, expect, it } from 'vitest';
import { hostPolicy, isLoopback } from '../../../bridge/http/host-origin-guard.ts';
import type { BridgeOptions } from '../../../bridge/index.ts';
import { exchange, readText } from '../../support/event-stream.ts';
import { openBridge } from '../../support/open-bridge.ts';

async function statusFor(headers: Record<string, string>, settings: Partial<BridgeOptions> = {}) {
  const bridge = await openBridge('echo', settings);
  const { status, headers: answered, body } = await exchange('GET', `${bridge.url}/health`, headers);
  const error = JSON.parse(await readText(body)).error?.data.code;
  return { status, error, allowed: answered['access-control-allow-origin'] };
}

describe('a bridge on loopback', () => {
  it.each(['localhost', 'localhost:8000', '127.0.0.1', '[::1]:80', 'LocalHost'])(
    'answers to the host %s',
    async (Host) => {
      expect((await statusFor({ Host })).status).toBe(200);
    },
  );

  it.each(['evil.example.com', 'evil.example.com:8000', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    'refuses the host %s, which may be a name that was made to point here',
    async (Host) => {
      expect(await statusFor({ Host })).toMatchObject({ status: 403, error: 'FORBIDDEN_HOST' });
    },
  );

  it.each(['http://evil.example.com', 'http://localhost.evil.example', 'null', 'file://'])(
    'refuses pages of the origin %s, and tells browsers nothing',
    async (Origin) => {
      expect(await statusFor({ Origin })).toEqual({ status: 403, error: 'FORBIDDEN_ORIGIN', allowed: undefined });
    },
  );

  it.each(['http://localhost:6274', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
    'lets pages of the origin %s read its answers',
    async (Origin) => {
      expect(await statusFor({ Origin })).toEqual({ status: 200, error: undefined, allowed: Origin });
    },
  );

  it('answers to hosts and origins that are listed', async () => {
    const settings = { allowedHosts: ['mcp.example.com'], allowedOrigins: ['https://app.example.com'] };
    const headers = { Host: 'mcp.example.com:443', Origin: 'https://app.example.com' };
    expect(await statusFor(headers, settings)).toMatchObject({ status: 200, allowed: 'https://app.example.com' });
  });

  it('answers a preflight with the headers that MCP needs', async () => {
    const bridge = await openBridge('echo');
    const { status, headers } = await exchange('OPTIONS', `${bridge.url}/mcp`, {
      Origin: 'http://localhost:6274',
      'Access-Control-Request-Method': 'POST',
    });
    expect(status).toBe(204);
    expect(headers['access-control-allow-headers']).toContain('Mcp-Session-Id');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });
});

describe('a bridge that other machines reach', () => {
  const open = { host: '0.0.0.0', auth: 'none' } as const;

  it('does not start before it is told who may connect (P-AUTH)', async () => {
    await expect(openBridge('echo', { host: '0.0.0.0' })).rejects.toMatchObject({
      code: 'AUTH_REQUIRED',
      message: expect.stringMatching(/--host 127\.0\.0\.1.*--auth none/),
    });
  });

  it('answers to any host without a list, and to the listed ones with one', async () => {
    expect((await statusFor({ Host: 'mcp.internal' }, open)).status).toBe(200);
    const listed = { ...open, allowedHosts: ['mcp.internal'] };
    expect((await statusFor({ Host: 'mcp.internal' }, listed)).status).toBe(200);
    expect((await statusFor({ Host: 'evil.example.com' }, listed)).status).toBe(403);
  });

  it.each([
    ['fd00::1', '[fd00::1]:8000'],
    ['Bridge.Internal', 'bridge.internal:8000'],
  ])('answers to its own address %s, however many others are listed', (host, header) => {
    const accepts = hostPolicy({ host, allowedHosts: ['mcp.example.com'], allowedOrigins: [] });
    expect([accepts(header), accepts('mcp.example.com'), accepts('evil.example.com')]).toEqual([true, true, false]);
  });

  it('takes no page for its own, not even of loopback origins', async () => {
    expect((await statusFor({ Origin: 'http://localhost:3000' }, open)).error).toBe('FORBIDDEN_ORIGIN');
  });
});

describe('a loopback address', () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('is %s', (host) => expect(isLoopback(host)).toBe(true));
  it.each(['0.0.0.0', '::', '192.168.1.1', 'example.com', '127.evil.example', ''])('is not "%s"', (host) =>
    expect(isLoopback(host)).toBe(false),
  );
});
