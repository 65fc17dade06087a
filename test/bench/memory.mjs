/**
 * How much memory of its own a stdio server has at four moments of its life, beside a bare JSON-RPC loop and its peers.
 * `npm run bench:memory [-- --rounds N --offline]`
 */
import { readBenchOptions } from './kit/bench-options.mjs';
import { compare, inTurns } from './kit/in-turns.mjs';
import { privateMegabytes } from './kit/private-memory.mjs';
import { withRivals } from './kit/rivals.mjs';
import { withServer } from './kit/stdio-server.mjs';
import { cell, circumstances, print, table } from './kit/table.mjs';

const ISSUE = 'DEMO-5';
const PAGE = { space_key: 'DEMO', title: 'Payment flow' };
const TARGET_MEGABYTES = 25;

/** Nine more calls of our server, all different. None changes what a later round reads. */
const moreCalls = (turn) => [
  ['summarize-jira-issue', { issue_key: ISSUE }],
  ['get-my-assigned-issues', {}],
  ['extract-confluence-links', { issue_key: ISSUE }],
  ['get-confluence-page', PAGE],
  ['search-confluence', { query: 'ferry' }],
  ['ask-confluence-page', { ...PAGE, question: 'Who declines a payment?' }],
  ['comment-jira-issue', { issue_key: 'DEMO-6', comment: 'Seen on **two** phones.' }],
  [
    'create-jira-issue',
    { project_key: 'DEMO', summary: 'Measure it', issue_type: 'Task', description: '- one\n- two' },
  ],
  [
    'create-confluence-page',
    { space_key: 'DEMO', title: `Turn ${turn}`, content: '# Once\n\n| a | b |\n|---|---|\n| 1 | 2 |' },
  ],
];

let turns = 0;

async function live({ more, readIssue, ...rival }) {
  turns += 1;
  return withServer(rival, async (server) => {
    const initialized = privateMegabytes(server.pid);
    await server.listTools();
    const listed = privateMegabytes(server.pid);
    if (readIssue === undefined) return { initialized, listed };
    await server.call(readIssue(ISSUE));
    const called = privateMegabytes(server.pid);
    if (!more) return { initialized, listed, called };
    for (const [name, given] of moreCalls(turns)) await server.call({ name, arguments: given });
    return { initialized, listed, called, used: privateMegabytes(server.pid) };
  });
}

const options = readBenchOptions();
await withRivals(options, async ({ floor, own, all, peers, notes }) => {
  const rivals = [...[floor, own, all].map((rival) => ({ ...rival, more: true })), ...peers];
  const measured = await inTurns(rivals, options.rounds, live);
  const figureOf = (name, figure) => compare(measured.get(name), measured.get(floor.name), figure);
  const rows = rivals.map(({ name }) => {
    const figures = ['initialized', 'listed', 'called', 'used'].map((figure) => figureOf(name, figure));
    return [name, ...figures.map(({ value }) => cell(value, 1)), cell(figures[2].ratio, 2)];
  });
  const { value: afterOneCall } = figureOf(own.name, 'called');
  const verdict = afterOneCall <= TARGET_MEGABYTES ? 'met' : 'missed';
  print(
    `${circumstances(options.rounds)}; private MB (10⁶ bytes) after each`,
    table(
      ['server', 'initialize', 'tools/list', 'one issue read', 'ten different calls', '× bare loop, one issue'],
      rows,
    ),
    `Target, at most ${TARGET_MEGABYTES} MB after one issue is read: ${verdict}, ${afterOneCall.toFixed(1)} MB`,
    notes,
  );
});
