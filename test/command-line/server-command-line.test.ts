import { describe, expect, it } from 'vitest';
import { settings } from '../../server-core/settings.ts';
import { readServerCommandLine } from '../../src/command-line/server-command-line.ts';

describe("the stdio server's command line", () => {
  it('puts each option in the place of its variable', () => {
    const words = [
      '--toolsets',
      'all',
      '--tools',
      'get-jira-issue',
      '--exclude-tools',
      'delete-jira-issue',
      '--read-only',
    ];
    const numbers = ['--max-items', '5', '--max-result-bytes', '8192', '--poll-interval', '10'];
    const { env, demo } = readServerCommandLine([...words, ...numbers], {
      JIRA_URL: 'https://a.example',
      MCP_TOOLSETS: 'x',
    });
    expect(demo).toBe(false);
    expect(env).toEqual({
      JIRA_URL: 'https://a.example',
      MCP_TOOLSETS: 'all',
      MCP_TOOLS: 'get-jira-issue',
      MCP_EXCLUDE_TOOLS: 'delete-jira-issue',
      MCP_READ_ONLY: 'true',
      MCP_MAX_ITEMS: '5',
      MCP_MAX_RESULT_BYTES: '8192',
      MCP_POLL_INTERVAL_SECONDS: '10',
    });
  });

  it('has an option for every setting, with a default that can be read', () => {
    for (const { flag, default: usual, value } of Object.values(settings)) {
      expect(flag).toMatch(/^--[a-z-]+( <[a-z]+>)?$/);
      expect(value.safeParse(usual).success).toBe(true);
    }
  });

  it.each([
    [['--max-items', '0'], '--max-items: expected a whole number from 1 to 100, got "0"'],
    [['--max-items', '101'], '--max-items: expected a whole number from 1 to 100, got "101"'],
    [['--tool', 'x'], /unknown option '--tool'/],
    [['extra'], /too many arguments/],
  ])('refuses %j in one line', (words, message) => {
    expect(() => readServerCommandLine(words, {})).toThrow(message);
  });
});
