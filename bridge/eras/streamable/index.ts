export { endSession } from './end-session.ts';
export { openStream } from './open-stream.ts';
export { postMessage } from './post-message.ts';
export { SlowAnswers } from './slow-answers.ts';
export { sessionIdOf } from './streamable-era.ts';
