import { describe, expect, it } from 'vitest';
import { confluenceAt, confluenceOnDemoSite } from '../../../support/confluence-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe('templates', () => {
  it('of a space and of the whole site are listed apart', async () => {
    const { data } = await confluenceOnDemoSite('cloud');
    const names = async (args: Record<string, unknown>) =>
      ((await data('get-confluence-templates', args))['templates'] as { name: string }[]).map(({ name }) => name);
    const [site, space] = [await names({}), await names({ space_key: 'DEMO' })];
    expect(site).toContain('Meeting notes');
    expect(space).not.toContain('Meeting notes');
    expect(space).not.toEqual([]);
  });

  it('are read, and made a page of as they are', async () => {
    const { data } = await confluenceOnDemoSite('cloud');
    const template = await data('get-confluence-template', { template_id: '360449', format: 'raw' });
    const args = { template_id: '360449', space_key: 'DEMO', title: 'From a template', parent_id: '163844' };
    const { id } = await data('create-confluence-page-from-template', args);
    const page = await data('get-confluence-page', { page_id: id, format: 'raw', include: [] });
    expect(page).toMatchObject({ title: 'From a template', text: template['text'] });
  });

  it('that hold no text are an error and make no empty page', async () => {
    const site = await startScriptedSite({
      'GET /wiki/rest/api/template/9': { templateId: '9', name: 'Plan', body: null },
    });
    const { failure } = await confluenceAt(site.env);
    const args = { template_id: '9', space_key: 'DEMO', title: 'x' };
    expect(await failure('create-confluence-page-from-template', args)).toMatchObject({ code: 'INVALID_RESPONSE' });
    expect(site.requests).toHaveLength(1);
  });

  it.each([
    ['get-confluence-templates', {}],
    ['get-confluence-template', { template_id: '1' }],
    ['create-confluence-page-from-template', { template_id: '1', space_key: 'DEMO', title: 'x' }],
  ])('are nothing that the API of Data Center has: %s says what to do instead', async (name, args) => {
    const { failure } = await confluenceOnDemoSite('data-center');
    expect(await failure(name, args)).toEqual({
      code: 'NOT_SUPPORTED',
      message: expect.stringContaining('copy-confluence-page'),
    });
  });

  it.each(['../1', '1?x', ''])('have ids that are no paths: %j', async (template_id) => {
    const site = await startScriptedSite({});
    const { failure } = await confluenceAt(site.env);
    expect(await failure('get-confluence-template', { template_id })).toMatchObject({ code: 'INVALID_ARGUMENTS' });
    expect(site.requests).toEqual([]);
  });
});
