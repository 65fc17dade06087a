import { describe, expect, it } from 'vitest';
import { ask } from '../../support/rest-client.ts';
import { startScriptedSite } from '../../support/scripted-site.ts';

describe('redirects', () => {
  it('within the site are followed', async () => {
    const site = await startScriptedSite({
      'GET /it': [302, {}, { location: '/there?x=1' }],
      'GET /there': { ok: true },
    });
    expect(await ask(site)).toEqual({ ok: true });
  });

  it('to another host are refused, and the other host hears nothing (lesson 15)', async () => {
    const other = await startScriptedSite({});
    const site = await startScriptedSite({ 'GET /it': [302, {}, { location: `${other.url}/there?token=x` }] });
    await expect(ask(site)).rejects.toMatchObject({
      code: 'REDIRECT_REFUSED',
      message: expect.stringMatching(new RegExp(`leads to ${other.url}/there, .*JIRA_URL`)),
    });
    expect(other.requests).toEqual([]);
  });

  it('of a write are refused', async () => {
    const site = await startScriptedSite({ 'POST /it': [307, {}, { location: '/there' }] });
    await expect(ask(site, { method: 'POST' })).rejects.toMatchObject({
      code: 'REDIRECT_REFUSED',
      message: expect.stringContaining('unknown whether a change that is sent again is made twice'),
    });
  });

  it('in a circle end', async () => {
    const site = await startScriptedSite({ 'GET /it': [302, {}, { location: '/it' }] });
    await expect(ask(site)).rejects.toMatchObject({
      code: 'REDIRECT_REFUSED',
      message: expect.stringContaining('the redirect number 4 of one call'),
    });
  });
});
