/** The least that a stdio server can be: the floor that start-up is measured against. */
process.stdin.on('data', (chunk) => {
  for (const line of String(chunk).split('\n')) {
    if (line === '') continue;
    const { id } = JSON.parse(line);
    const result = { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 'bare', version: '1' } };
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
  }
});
