import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as bridgeErrors from '../bridge/errors.ts';
import { bridgeOptions, type OptionSpec } from '../bridge/index.ts';
import { products } from '../server-core/products.ts';
import { type Setting, settings } from '../server-core/settings.ts';
import { programOptions } from '../src/command-line/program-options.ts';
import { repositoryRoot } from './support/bins.ts';
import { expectGeneratedSection } from './support/generated-section.ts';

const read = (file: string): string => readFileSync(path.join(repositoryRoot, file), 'utf8');

describe('the README', () => {
  it('lists every option with its variable, default and meaning', () => {
    const specs: OptionSpec<unknown>[] = Object.values({ ...programOptions, ...bridgeOptions });
    const groups = [...new Set(specs.map(({ group }) => group))];
    const tables = groups.map((name) =>
      optionTable(
        name,
        specs.filter(({ group }) => group === name),
      ),
    );
    expectGeneratedSection('README.md', 'options', tables.join('\n'));
  });

  it('lists every error that a client of the bridge may see, with its status', () => {
    expectGeneratedSection('README.md', 'errors', errorTable());
  });

  it('runs the demo with its first block and tests with its second, each in one line', () => {
    const blocks = [...read('README.md').matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
    expect(blocks.slice(0, 2)).toEqual(['npm ci && npm run demo\n', 'npm cit\n']);
  });

  it.each(['README.md', ...readdirSync(path.join(repositoryRoot, 'docs')).map((file) => `docs/${file}`)])(
    'and the docs link to files that exist: %s',
    (file) => {
      const prose = read(file).replaceAll(/`[^`\n]*`/g, '');
      const links = [...prose.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
      for (const link of links) expect(() => read(path.join(path.dirname(file), link)), link).not.toThrow();
    },
  );
});

describe('docs/stdio.md', () => {
  const page = read('docs/stdio.md');
  const sources = readdirSync(path.join(repositoryRoot, 'server-core'), { encoding: 'utf8', recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(`server-core/${file}`))
    .join('\n');

  it('lists every code of the server', () => {
    const codes = [...sources.matchAll(/(?:code = |code: |RefusedError\(\s*)'([A-Z_]+)'/g)].map(
      ([, code = '']) => code,
    );
    expect(codes.length).toBeGreaterThan(15);
    const neverShown = ['CANCELLED'];
    for (const code of codes) if (!neverShown.includes(code)) expect(page).toContain(`\`${code}\``);
  });

  it('lists every setting with its option, default and meaning', () => {
    const specs: Setting[] = Object.values(settings);
    const groups = [...new Set(specs.map(({ group }) => group))];
    const tables = groups.map((name) =>
      optionTable(
        name,
        specs.filter(({ group }) => group === name),
      ),
    );
    expectGeneratedSection('docs/stdio.md', 'settings', tables.join('\n'));
  });

  it('names every variable that is read from the environment', () => {
    const names = [...sources.matchAll(/'((?:JIRA|CONFLUENCE|ATLASSIAN|MCP)_[A-Z_]+)'/g)].map(([, name = '']) => name);
    const suffixes = [...sources.matchAll(/(?:text|yesOrNo|oneOf|wholeNumber|nameOf|invalid)\('([A-Z_]+)'/g)].map(
      ([, suffix = '']) => `JIRA_${suffix}`,
    );
    expect(suffixes.length).toBeGreaterThan(10);
    for (const name of [...names, ...suffixes]) expect(page).toContain(`\`${name.replace('CONFLUENCE_', 'JIRA_')}\``);
  });

  it('names every prompt and every form of a resource', () => {
    for (const { prompts, resources } of products) {
      for (const { name } of prompts) expect(page).toContain(`\`${name}\``);
      for (const { uriTemplate } of resources) expect(page).toContain(`\`${uriTemplate}\``);
    }
  });
});

function optionTable(
  group: string,
  specs: readonly Pick<OptionSpec<unknown>, 'flag' | 'variable' | 'description' | 'default'>[],
): string {
  const rows = specs.map(
    ({ flag, variable, description, default: usual }) =>
      `| \`${flag}\` | \`${variable}\` | ${usual === '' ? '' : `\`${usual}\``} | ${description} |`,
  );
  return [
    `**${group}**`,
    '',
    '| option | variable | default | meaning |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** The codes stand in the sources as literals: classes with a status are what a client may see. */
function errorTable(): string {
  const source = read('bridge/errors.ts');
  const classes = [...source.matchAll(/export class (\w+) extends BridgeError \{(.*?)\n\}/gs)];
  const exported = Object.entries(bridgeErrors).filter(
    ([, value]) => value.prototype instanceof bridgeErrors.BridgeError,
  );
  expect(new Set(classes.map(([, name]) => name))).toEqual(new Set(exported.map(([name]) => name)));
  const rows = classes.map(([, , body = '']) => {
    const code = /readonly code = '(\w+)'/.exec(body)?.[1];
    const status = /readonly status = (\d+)/.exec(body)?.[1];
    const number = body.includes('errorCodes.sessionNotFound') ? -32001 : -32000;
    const [, message = ''] = /super\(\s*[`'"](.*?)[`'"],?\s*\);/s.exec(body) ?? [];
    return `| \`${code}\` | ${status} | ${number} | ${message.replace(/\$\{(\w+)[^}]*\}/g, '*$1*').replaceAll('|', '\\|')} |`;
  });
  const others = [
    '| `PARSE_ERROR` | 400 | -32700 | The body is not JSON. |',
    '| `INVALID_REQUEST` | 400 | -32600 | The body is JSON but no JSON-RPC 2.0 message. |',
    '| `LINE_TOO_LONG` | 502 | -32000 | The server process printed a longer message than `--max-line-bytes` and was ended. |',
    '| `INTERNAL` | 500 | -32603 | A fault of the bridge. Its log says more. |',
  ];
  return ['| code | status | JSON-RPC | message |', '| --- | --- | --- | --- |', ...rows, ...others].join('\n');
}
