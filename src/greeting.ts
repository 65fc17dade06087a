import { styleText } from 'node:util';

/** What a person at a terminal sees when the bridge is up: where it is, and what to paste into a client. */
export function greeting(options: {
  readonly url: string;
  readonly version: string;
  readonly serves: string;
  readonly eras: readonly string[];
}): string {
  const { url, version, serves, eras } = options;
  const bold = (text: string): string => styleText('bold', text);
  const places = [
    ...(eras.includes('streamable') ? [`  Streamable HTTP  ${bold(`${url}/mcp`)}`] : []),
    ...(eras.includes('sse') ? [`  HTTP+SSE         ${bold(`${url}/sse`)}`] : []),
    `  Health           ${url}/health`,
  ];
  return [
    `${bold(`mcp-jira-confluence-sse ${version}`)} serves ${serves}`,
    '',
    ...places,
    '',
    "Paste into your client's configuration:",
    '',
    JSON.stringify({ mcpServers: { 'jira-confluence-sse': clientEntry(url, eras) } }, null, 2),
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}

/** One URL serves a client whichever transport it tries; one that is told `sse` never posts to it. */
function clientEntry(url: string, eras: readonly string[]): object {
  return eras.includes('sse') ? { transport: 'sse', url: `${url}/sse`, timeout: 30_000 } : { url: `${url}/mcp` };
}
