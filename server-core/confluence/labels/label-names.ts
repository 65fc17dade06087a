import * as z from 'zod';

/** An argument that lists names of labels. The site keeps them in lower case. */
export function labelNames() {
  const name = z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[^\s,:;!?&()[\]{}<>@*^#~"']{1,255}$/, 'a label without blanks and punctuation');
  return z.array(name).max(50);
}
