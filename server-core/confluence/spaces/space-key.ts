import * as z from 'zod';

/** An argument that is the key of a space. Keys of personal spaces have a `~` and much else in them, but no slash. */
export function spaceKey(description: string) {
  return z
    .string()
    .trim()
    .regex(/^(?!\.{1,2}$)[^/\\\s\p{Cc}]{1,255}$/u, 'the key of a space, as get-confluence-spaces lists it')
    .describe(description);
}
