import * as z from 'zod';

/** The argument for one of the names that a site has given: of a person, a priority, a component. */
export function nameArgument(description: string): z.ZodString {
  return z.string().trim().min(1).max(255).describe(description);
}

/** An argument for several such names. */
export function namesArgument(description: string) {
  return z.array(z.string().trim().min(1).max(255)).max(100).describe(description);
}
