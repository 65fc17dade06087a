import { describe, expect, it } from 'vitest';
import { openBridge } from '../../support/open-bridge.ts';
import { StreamablePeer } from '../../support/streamable-peer.ts';
import { shakeHands } from '../../support/wire-peer.ts';

const call = (id: number, name: string) =>
  JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name } });

describe('a child that lives on, but', () => {
  it.each(['end', 'replay'] as const)(
    'has closed its stdout is ended, and its requests are answered; --recovery %s (P-ANSWER)',
    async (recovery) => {
      const bridge = await openBridge('goes-deaf-or-mute', { recovery });
      const peer = new StreamablePeer(bridge.url);
      await shakeHands(peer);
      const [answer = ''] = await peer.ask(call(1, 'mute'));
      expect(JSON.parse(answer).error.data.code).toBe(recovery === 'end' ? 'CHILD_EXITED' : 'OUTCOME_UNKNOWN');
    },
  );

  it.each(['end', 'replay'] as const)(
    'has closed its stdin is ended when it is written to, and its requests are answered; --recovery %s (P-ANSWER)',
    async (recovery) => {
      const bridge = await openBridge('goes-deaf-or-mute', { recovery });
      const peer = new StreamablePeer(bridge.url);
      await shakeHands(peer);
      const first = peer.ask(call(1, 'deaf'));
      let isAnswered = false;
      const answered = first.then(() => {
        isAnswered = true;
      });
      const told = '{"jsonrpc":"2.0","method":"notifications/roots/list_changed"}';
      const tellOn = async () => isAnswered || peer.tell(told).catch(() => {}); // of no session, once it has ended
      await Promise.all([answered, expect.poll(tellOn, { timeout: 20_000 }).toBe(true)]);
      const [answer = ''] = await first;
      expect(JSON.parse(answer).error.data.code).toBe(recovery === 'end' ? 'CHILD_EXITED' : 'OUTCOME_UNKNOWN');
    },
  );
});
