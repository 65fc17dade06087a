import { expect, it } from 'vitest';
import { products } from '../../server-core/products.ts';
import { listEverything } from '../../server-core/serving/listed.ts';
import { stdioBin } from '../support/bins.ts';
import { StdioPeer } from '../support/stdio-peer.ts';
import { shakeHands } from '../support/wire-peer.ts';

it('the built program lists the tools and prompts that its sources define', async () => {
  const peer = new StdioPeer([process.execPath, stdioBin, '--toolsets', 'all']);
  await shakeHands(peer);
  const ask = async (method: string) =>
    JSON.parse((await peer.ask(JSON.stringify({ jsonrpc: '2.0', id: 1, method }))).join('')).result;

  const tools = products.flatMap(({ toolsets }) => toolsets.flatMap((toolset) => toolset.tools));
  const prompts = products.flatMap((product) => product.prompts);
  const listed = JSON.parse(JSON.stringify(listEverything(tools, prompts)));
  expect((await ask('tools/list')).tools).toEqual(Object.values(listed.tools));
  expect((await ask('prompts/list')).prompts).toEqual(Object.values(listed.prompts));
});
