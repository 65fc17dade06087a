import { describe, expect, it } from 'vitest';
import { collectLinks } from '../../../../server-core/atlassian/rich-text/collect-links.ts';
import { readAdf } from '../../../../server-core/atlassian/rich-text/read-adf.ts';

const run = (text: string, href?: string) => ({
  type: 'text',
  text,
  ...(href !== undefined && { marks: [{ type: 'link', attrs: { href } }] }),
});
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const linksIn = (...content: unknown[]) => collectLinks(readAdf({ type: 'doc', version: 1, content }));
const linksInLine = (...content: unknown[]) => linksIn(paragraph(...content));

const wiki = 'https://x.atlassian.net/wiki';
const addresses = [
  `${wiki}/spaces/OPS/pages/42/Kettles`,
  `${wiki}/spaces/~712020abc/pages/1/Plan`,
  `${wiki}/spaces/A/pages/1/Café`,
  `${wiki}/spaces/A/pages/1/Foo_(bar)`,
  `${wiki}/spaces/A/pages/1/O'Brien`,
  `${wiki}/spaces/A/pages/1/a__b`,
  `${wiki}/spaces/A/pages/1?a=[x]&lt=2`,
  `${wiki}/display/DOC/My*Page`,
  `${wiki}/x/AbC_`,
  'git@github.com:acme/my__repo.git',
];

describe('collectLinks', () => {
  it.each(addresses)('finds %s as text, as link, as link of itself and as card', (url) => {
    expect(linksInLine(run(`See ${url} now`))).toEqual([url]);
    expect(linksInLine(run('here', url))).toEqual([url]);
    expect(linksInLine(run('See '), run(url, url), run(' now'))).toEqual([url]);
    expect(linksInLine({ type: 'inlineCard', attrs: { url } })).toEqual([url]);
    expect(linksIn({ type: 'blockCard', attrs: { url } })).toEqual([url]);
  });

  it('takes the target of a link, not its text, and keeps apart what stands beside it', () => {
    expect(linksInLine(run('Café'), run(`${wiki}/A`, `${wiki}/B`), run('Café'))).toEqual([`${wiki}/B`]);
  });

  it('finds an address that is bold in part', () => {
    const bold = { ...run('Kettles'), marks: [{ type: 'strong' }] };
    expect(linksInLine(run(`${wiki}/display/A/`), bold, run('_2'))).toEqual([`${wiki}/display/A/Kettles_2`]);
  });

  it.each([
    [`See ${wiki}/A.`, `${wiki}/A`],
    [`(see ${wiki}/A)`, `${wiki}/A`],
    [`(see ${wiki}/A_(b)).`, `${wiki}/A_(b)`],
    [`[${wiki}/A]: that!?`, `${wiki}/A`],
    [`'${wiki}/A', “${wiki}/A”, «${wiki}/A», *${wiki}/A*, <${wiki}/A>, {"url":"${wiki}/A"}`, `${wiki}/A`],
    [`[${wiki}/A](${wiki}/A)`, `${wiki}/A`],
    [`|${wiki}/A|`, `${wiki}/A`],
  ])('leaves to the sentence what is not of the address: %s', (text, url) => {
    expect(linksInLine(run(text))).toEqual([url]);
  });

  it('looks wherever blocks and lines are, in the order of the text', () => {
    const page = (name: string) => paragraph(run(`${wiki}/${name}`));
    const item = (name: string) => ({ type: 'listItem', content: [page(name)] });
    const text = [
      { type: 'heading', attrs: { level: 2 }, content: [run(`${wiki}/1`)] },
      { type: 'bulletList', content: [item('2'), item('3')] },
      { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [page('4')] }] }] },
      { type: 'taskList', content: [{ type: 'taskItem', content: [run(`${wiki}/5`)] }] },
      { type: 'decisionList', content: [{ type: 'decisionItem', content: [run(`${wiki}/6`)] }] },
      { type: 'expand', attrs: { title: `${wiki}/7` }, content: [page('8')] },
      { type: 'panel', content: [{ type: 'blockquote', content: [page('9')] }] },
      { type: 'codeBlock', content: [run(`git clone ${wiki}/10\ngit clone ${wiki}/11`)] },
      paragraph(run(`${wiki}/12`), { type: 'hardBreak' }, run(`${wiki}/13 `), run('14', `${wiki}/14`)),
    ];
    expect(linksIn(...text)).toEqual(Array.from({ length: 14 }, (_, n) => `${wiki}/${n + 1}`));
  });

  it('follows a picture to where a click leads, not to where it comes from', () => {
    const media = { type: 'media', attrs: { type: 'external', url: `${wiki}/download/a.png` } };
    const marks = [{ type: 'link', attrs: { href: `${wiki}/A` } }];
    expect(linksIn({ type: 'mediaSingle', content: [media] })).toEqual([]);
    expect(linksIn({ type: 'mediaSingle', content: [{ ...media, marks }] })).toEqual([`${wiki}/A`]);
  });

  it('names each link once', () => {
    expect(linksInLine(run('one', `${wiki}/A`), run(' and '), run('two', `${wiki}/A`), run(` ${wiki}/A`))).toEqual([
      `${wiki}/A`,
    ]);
  });

  it('leaves out an address that is longer than any that leads somewhere', () => {
    const endless = `${wiki}/${'a'.repeat(2_000)}`;
    expect(linksInLine(run(`${endless} ${wiki}/A `), run('here', endless))).toEqual([`${wiki}/A`]);
  });

  const N = 500_000;
  it.each([
    ['dots and brackets', `${wiki}/${'.'.repeat(N)}x${')'.repeat(N)}`],
    ['brackets', `${wiki}/${')'.repeat(N)}`],
    ['dots in brackets', `${wiki}/${'.)'.repeat(N)}`],
    ['pasted targets', `${wiki}/${']('.repeat(N)}`],
    ['schemes', 'https://'.repeat(N)],
    ['remotes', 'git@'.repeat(N)],
    ['remotes of one letter', 'git@a:b '.repeat(N)],
  ])('reads hostile text in little time: %s', (_name, text) => {
    const start = performance.now();
    linksInLine(run(text));
    linksInLine(run('here', text));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
