import { setFlagsFromString } from 'node:v8';

/*
 * To be imported first. Most sessions of a bridge are at rest, so its heap is to be small rather than fast to collect:
 * V8 then compacts what outlived the start of a child, which is much, and gives the pages back. With ten thousand
 * sessions at rest that is a third of the memory.
 *
 * Loading the program makes garbage for which the young generation would grow, and not shrink again; so it may grow
 * only once that is done.
 */
setFlagsFromString('--optimize-for-size');
setFlagsFromString('--semi-space-growth-factor=1');

/** The program is loaded. */
export function letHeapGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
}
