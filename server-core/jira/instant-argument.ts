import * as z from 'zod';
import { isDate } from './date-argument.ts';

const form = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const expected = 'a date or an instant such as 2026-03-01 or 2026-03-01T09:00:00Z';

/** An argument for an instant; a day is its beginning, and what names no zone is in UTC. Its value is ISO 8601 in UTC. */
export function instantArgument(description: string) {
  return z.string().trim().refine(isInstant, expected).describe(description);
}

/** The instant as `2026-03-01T09:00:00.000Z`; `text` is what {@link instantArgument} lets through. */
export function isoInstant(text: string): string {
  return new Date(timeOf(text)).toISOString();
}

function isInstant(text: string): boolean {
  return form.test(text) && isDate(text.slice(0, 10)) && !Number.isNaN(timeOf(text));
}

function timeOf(text: string): number {
  const zoned = text.includes('T') && !/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text}Z` : text;
  return Date.parse(zoned.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}
