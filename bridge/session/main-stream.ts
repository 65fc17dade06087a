/** The number of a session's own stream; others belong to one request each. */
export const MAIN_STREAM = 0;
