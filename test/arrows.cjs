/** The arrows of docs/architecture.md, as rules for dependency-cruiser: they point down only. */
const forbid = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    forbid('nothing-imports-tests', '^(src|bridge|server-core)', '^test'),
    forbid('base-is-the-floor', '^src/base', '^(src/(?!base)|bridge|server-core)'),
    forbid('bridge-knows-no-server', '^bridge', '^(server-core|src/(?!base))'),
    forbid('bridge-is-entered-by-its-index', '^src', '^bridge/(?!index\\.ts)'),
    forbid(
      'server-core-knows-no-bridge',
      '^server-core',
      '^(bridge|src/(?!base))|node_modules/(koa|@koa|ioredis|execa)/',
    ),
    forbid('server-core-is-entered-by-its-main-and-settings', '^src', '^server-core/(?!(main|settings)\\.ts)'),
    forbid('demo-site-stands-alone', '^src/demo-site', '^(src/(?!base|demo-site)|bridge|server-core)'),
    forbid('jsonrpc-is-the-floor-of-the-bridge', '^bridge/jsonrpc', '^bridge/(http|eras|session|child|directory)'),
    forbid('child-knows-no-session', '^bridge/child', '^bridge/(http|eras|session|directory)'),
    forbid('directory-knows-no-session', '^bridge/directory', '^bridge/(http|eras|session|child)'),
    forbid('session-knows-no-era-and-no-http', '^bridge/session', '^bridge/(http|eras)'),
    forbid('eras-know-no-child', '^bridge/eras', '^bridge/child'),
    forbid('http-knows-no-child', '^bridge/http', '^bridge/child'),
    forbid(
      'directories-hide-behind-their-interface',
      '^bridge/(http|eras|session|child)',
      '^bridge/directory/(?!(directory|journal)\\.ts)',
    ),
    forbid(
      'products-know-no-server',
      '^server-core/(products\\.ts|jira|confluence|attachments|results|live|atlassian)',
      '^server-core/((main|server)\\.ts|serving|protocol/)',
    ),
    forbid(
      'atlassian-is-the-floor-of-the-server',
      '^server-core/atlassian',
      '^server-core/(jira|confluence|products|results|serving)',
    ),
    forbid('jira-and-confluence-are-apart', '^server-core/jira', '^server-core/confluence'),
    forbid('confluence-and-jira-are-apart', '^server-core/confluence', '^server-core/jira'),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
