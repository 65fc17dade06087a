/** The media type of all texts that this server gives. */
export const markdown = 'text/markdown';
