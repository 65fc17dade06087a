/** Variables that our programs read: those of whoever runs the tests are not for them. */
const OURS = /^(?:SSE|MCP|JIRA|CONFLUENCE|ATLASSIAN)_/;

/** The environment of the tests without what would configure a program under test. */
export function neutralEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
}
