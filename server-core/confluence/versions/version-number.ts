import * as z from 'zod';

/** An argument that is the number of a version, counted from 1. */
export function versionNumber() {
  return z.int().min(1).max(2_147_483_646);
}
