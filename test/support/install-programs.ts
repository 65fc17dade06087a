import { ensureProgram } from './ensure-program.ts';

/** Finds or installs what tests need beyond npm, before any of them: two that install at once would wait for one lock. */
export default function setup(): void {
  ensureProgram('nginx');
  ensureProgram('redis-server');
}
