/**
 * A web address becomes a link by itself up to this length, more than which browsers do not take either. The lexer takes
 * punctuation off the end of one piece by piece, each time reading all of it: without a bound that takes seconds.
 */
export const longestBareAddress = 2000;
