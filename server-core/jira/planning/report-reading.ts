import type { CallContext } from '../../call-context.ts';

/** Tells the client how many of what have been read, as `readAll` goes on. */
export function reportReading(context: CallContext, noun: string) {
  return (read: number, total: number | undefined): void => context.progress(read, total, `Read ${read} ${noun}`);
}
