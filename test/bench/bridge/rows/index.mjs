import { measureBigResults } from './big-results.mjs';
import { measureCalls } from './calls.mjs';
import { measureConnect } from './connect.mjs';
import { measureHibernation } from './hibernation.mjs';
import { measureJournal } from './journal.mjs';
import { measureManySessions } from './many-sessions.mjs';
import { measureMemory } from './memory.mjs';
import { measureReplicas } from './replicas.mjs';
import { measureToolTime } from './tool-time.mjs';

/** The rows of the benchmark by the names that `--only` takes. */
export const rows = {
  calls: measureCalls,
  sessions: measureManySessions,
  'big-results': measureBigResults,
  'tool-time': measureToolTime,
  connect: measureConnect,
  memory: measureMemory,
  hibernation: measureHibernation,
  replicas: measureReplicas,
  journal: measureJournal,
};
