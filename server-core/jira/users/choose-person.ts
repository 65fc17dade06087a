import { AmbiguousMatchError, NoMatchError } from '../../errors.ts';
import type { Person } from '../jira-dialect.ts';

/** Most people named in an error. */
const NAMED = 10;

/**
 * Picks the one person whom a caller meant among those whom Jira found; an exact name, address or id beats a mere hit.
 * Throws rather than guess: an issue that is silently assigned to nobody, or to another, helps no one.
 */
export function choosePerson(wanted: string, found: readonly Person[], where: string): Person {
  const exact = found.filter((person) => isExactly(person, wanted));
  const [only, ...others] = exact.length > 0 ? exact : found;
  if (only === undefined) {
    throw new NoMatchError(
      `Nobody ${where} fits "${wanted}". ` +
        'Give the e-mail address, the full display name or the account id. Nothing was changed.',
    );
  }
  if (others.length > 0) {
    const names = [only, ...others.slice(0, NAMED - 1)].map(({ id, name }) => `${name} (${id})`).join(', ');
    const more = others.length >= NAMED ? ` and ${others.length - NAMED + 1} more` : '';
    throw new AmbiguousMatchError(
      `"${wanted}" fits several people: ${names}${more}. Give the account id. Nothing was changed.`,
    );
  }
  return only;
}

/** Whether a name, address or id is this person's, and not only the beginning of it. */
export function isExactly({ id, name, email }: Person, wanted: string): boolean {
  const lower = wanted.toLowerCase();
  return [id, name, email].some((value) => value?.toLowerCase() === lower);
}
