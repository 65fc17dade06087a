/**
 * Blocks inside blocks are read this deep, in every format; what lies deeper is kept as text. No person nests so far,
 * and without a bound a few kilobytes of `>` or of nested XML overflow the stack.
 */
export const deepestBlock = 40;

/** Marks and links inside one another, in the same way. */
export const deepestInline = 20;
