import { describe, expect, it } from 'vitest';
import { confluenceOnDemoSite, deployments } from '../../../support/confluence-on-demo-site.ts';

describe.each(deployments)('pages on %s', (deployment) => {
  it('are written as Markdown and read back as the same', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const content = '# Plan\n\nA **bold** word and a [link](https://example.com).\n\n- [ ] open\n- [x] done';
    const { id } = await data('create-confluence-page', { space_key: 'DEMO', title: 'Fresh', content });
    expect(await data('get-confluence-page', { page_id: id })).toMatchObject({
      title: 'Fresh',
      version: 1,
      text: content,
    });
    expect(await data('get-confluence-page', { title: 'Fresh', space_key: 'DEMO' })).toMatchObject({ id });
  });

  it('are read and written raw without a loss (lesson 6, lesson 11)', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const before = await data('get-confluence-page', { page_id: '163843', format: 'raw' });
    expect(before['text']).toContain('<ac:structured-macro');
    const { title, text, version } = before;
    await data('update-confluence-page', { page_id: '163843', title, content: text, content_format: 'raw', version });
    const after = await data('get-confluence-page', { page_id: '163843', format: 'raw' });
    expect(after).toMatchObject({ text, version: Number(version) + 1 });
  });

  it('keep their links, mentions and macros in Markdown (lesson 12)', async () => {
    const { text } = await confluenceOnDemoSite(deployment);
    const markdown = await text('get-confluence-page', { page_id: '163843' });
    expect(markdown).toMatch(/macro:jira\?|\[!MACRO\] jira/);
    expect(markdown).toMatch(/\[@[^\]]*\]\((accountid|userkey|username):/);
    expect(markdown).toContain('- [x] Seat map for one hand');
  });

  it('are not overwritten where someone has changed them since, in the words of the site (lesson 13)', async () => {
    const { data, failure } = await confluenceOnDemoSite(deployment);
    const { version, title } = await data('get-confluence-page', { page_id: '163844' });
    await data('update-confluence-page', { page_id: '163844', title, content: 'Meanwhile' });
    const stale = { page_id: '163844', title, content: 'Late', version };
    expect(await failure('update-confluence-page', stale)).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/version/i),
    });
    expect((await data('get-confluence-page', { page_id: '163844' }))['text']).toBe('Meanwhile');
  });

  it('come in parts where they are long, and whole in the end (lesson 21)', async () => {
    const { data } = await confluenceOnDemoSite(deployment, { MCP_MAX_RESULT_BYTES: '4096' });
    const content = Array.from({ length: 300 }, (_, index) => `Paragraph ${index} of a long page.`).join('\n\n');
    const { id } = await data('create-confluence-page', { space_key: 'DEMO', title: 'Long', content });
    let read = '';
    let page_token: unknown;
    let parts = 0;
    do {
      const part = await data('get-confluence-page', { page_id: id, page_token });
      read += String(part['text']);
      page_token = part['next_page_token'];
      parts += 1;
    } while (page_token !== undefined);
    expect(read).toBe(content);
    expect(parts).toBeGreaterThan(3);
  });

  it('are gone after they were deleted', async () => {
    const { data, failure } = await confluenceOnDemoSite(deployment);
    await data('delete-confluence-page', { page_id: '163845' });
    expect(await failure('get-confluence-page', { page_id: '163845' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('change in one section alone', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const before = String((await data('get-confluence-page', { page_id: '163843', format: 'raw' }))['text']);
    const { version } = await data('update-confluence-section', {
      page_id: '163843',
      heading: 'goal',
      content: 'New *goal*.',
    });
    const after = await data('get-confluence-page', { page_id: '163843', format: 'raw' });
    const goal = /(<h2>Goal<\/h2>).*?(<h2>)/s;
    expect(after).toMatchObject({ version, text: before.replace(goal, '$1<p>New <em>goal</em>.</p>$2') });
  });

  it('tell what surrounds them', async () => {
    const { text } = await confluenceOnDemoSite(deployment);
    const include = ['labels', 'ancestors', 'children', 'attachments', 'restrictions'];
    const page = await text('get-confluence-page', { page_id: '163843', include });
    expect(page).toContain('## Ancestors\n\n- Ferry Booking Home (163841)\n- Product requirements (163842)\n\n');
    expect(page).toContain('## Children\n\nNone.');
    expect(page).toContain('## Attachments\n\n- **checkout-times.csv** (id att327681');
    expect(page).toContain('## Restrictions\n\n- **May read:** everyone');
    expect(page).toMatch(/## Labels\n\n\w+/);
  });

  it('are given raw alone, so that nothing else is written back (lesson 11)', async () => {
    const { data, failure } = await confluenceOnDemoSite(deployment);
    const empty = { space_key: 'DEMO', title: 'Empty', content: '', content_format: 'raw' };
    const { id: page_id } = await data('create-confluence-page', empty);
    expect(await data('get-confluence-page', { page_id, format: 'raw' })).toMatchObject({ text: '' });
    expect(await data('get-confluence-page', { page_id })).toMatchObject({ text: 'This page is empty.' });
    for (const more of [{ include: ['labels'] }, { include_comments: true }, { include_history: true }]) {
      const refused = await failure('get-confluence-page', { page_id, format: 'raw', ...more });
      expect(refused).toMatchObject({ code: 'INVALID_ARGUMENTS' });
    }
  });

  it('are created with labels', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const args = { space_key: 'DEMO', title: 'Labelled', content: 'x', labels: ['Plan', 'fresh'] };
    const { id: page_id } = await data('create-confluence-page', args);
    const { labels } = await data('get-confluence-labels', { page_id });
    expect(new Set(labels as string[])).toEqual(new Set(['plan', 'fresh']));
  });

  it('show their comments from the first to the last', async () => {
    const { text } = await confluenceOnDemoSite(deployment);
    const page = await text('get-confluence-page', { page_id: '163843', include_comments: true });
    expect(page).toMatch(/## Comments \(\d\)\n\n### Chen Wei.*### Dana Novak/s);
  });

  it('keep all else byte for byte when a section inside of a layout and a macro changes', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const cell = (text: string) => `<ac:layout-cell>${text}</ac:layout-cell>`;
    const box = (text: string) =>
      '<ac:structured-macro ac:name="panel" ac:schema-version="1"><ac:parameter ac:name="title">Inner</ac:parameter>' +
      `<ac:rich-text-body>${text}</ac:rich-text-body></ac:structured-macro>`;
    const page = (inner: string, last: string) =>
      `<ac:layout><ac:layout-section ac:type="two_equal">${cell(`<h2>Left</h2>${box(inner)}`)}` +
      `${cell(`<h2>Right</h2><p>r &ndash; &nbsp;</p>${last}`)}</ac:layout-section></ac:layout>`;
    const made = {
      space_key: 'DEMO',
      title: 'Columns',
      content: page('<h3>Inner</h3><p>i</p>', ''),
      content_format: 'raw',
    };
    const { id: page_id } = await data('create-confluence-page', made);
    const raw = async () => (await data('get-confluence-page', { page_id, format: 'raw' }))['text'];
    const before = await raw();
    expect(before).toBe(made.content);
    await data('update-confluence-section', { page_id, heading: '### inner', content: 'New' });
    await data('update-confluence-section', { page_id, heading: 'Right', content: 'More', mode: 'append' });
    expect(await raw()).toBe(page('<h3>Inner</h3><p>New</p>', '<p>More</p>'));
  });

  it('say which headings they have where none fits', async () => {
    const { failure } = await confluenceOnDemoSite(deployment);
    const refused = await failure('update-confluence-section', { page_id: '163843', heading: 'Costs', content: 'x' });
    expect(refused).toMatchObject({ code: 'NO_MATCH', message: expect.stringContaining('## Goal, ## What it takes') });
  });
});
