export { openStream } from './open-stream.ts';
export { postMessage } from './post-message.ts';
