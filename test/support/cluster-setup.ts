import { ensureProgram } from './ensure-program.ts';

/** What the cluster tests need beyond npm. */
export default function setup(): void {
  ensureProgram('nginx');
}
