export const serverName = 'mcp-jira-confluence';
export const serverTitle = 'Jira and Confluence';

/** What a client may show its model about the server as a whole. */
export const serverInstructions =
  'Reads and writes Jira issues and Confluence pages. Texts go in and come out as Markdown. ' +
  'Issues are named by key (PROJ-123), pages by numeric id, or by title together with the space key. ' +
  'A failed call says what to do next; its _meta.code is stable.';
