/** The least that a stdio server can be: the floor that ours and its peers are measured against. */
const tools = [{ name: 'nothing', inputSchema: { type: 'object' } }];
const result = {
  protocolVersion: '2025-11-25',
  capabilities: { tools: {} },
  serverInfo: { name: 'bare-loop', version: '1' },
  tools,
  content: [],
};

process.stdin.on('data', (chunk) => {
  for (const line of String(chunk).split('\n')) {
    if (line === '') continue;
    const { id } = JSON.parse(line);
    if (id !== undefined) process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
  }
});
