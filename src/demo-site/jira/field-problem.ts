import { fieldRefusal } from '../http/refusal.ts';

/** Thrown by a field that can't take a value; becomes `errors[field]`. */
export class FieldProblem extends Error {}

/** What `make` gives; its problem becomes a refusal that names the field. */
export function inField<T>(field: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof FieldProblem) throw fieldRefusal({ [field]: error.message });
    throw error;
  }
}
