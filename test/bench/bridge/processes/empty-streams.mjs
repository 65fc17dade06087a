/** Holds event streams open and says nothing on them: what sockets alone cost a Node server. `empty-streams.mjs PORT` */
import { createServer } from 'node:http';

createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.write('event: endpoint\ndata: /nowhere\n\n');
}).listen(Number(process.argv[2]), '127.0.0.1');
