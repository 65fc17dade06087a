export { DroppedHandshakes } from './dropped-handshakes.ts';
export { openStream } from './open-stream.ts';
export { postMessage } from './post-message.ts';
export { namedByEvent, namedByQuery } from './sse-era.ts';
