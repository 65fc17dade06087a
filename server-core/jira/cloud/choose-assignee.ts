import { textAt, type WireObject } from '../../atlassian/wire-value.ts';
import { AmbiguousMatchError, NoMatchError } from '../../errors.ts';

/**
 * Picks the one person whom a caller meant among those whom Jira found; an exact name, address or id beats a mere hit.
 * Throws rather than guess: an issue that is silently assigned to nobody, or to another, helps no one.
 */
export function chooseAssignee(
  person: string,
  projectKey: string,
  found: readonly WireObject[],
): { id: string; name: string } {
  const wanted = person.toLowerCase();
  const users = found.flatMap((user) => {
    const id = textAt(user, 'accountId');
    if (id === undefined) return [];
    return [{ id, name: textAt(user, 'displayName') ?? id, email: textAt(user, 'emailAddress') }];
  });
  const exact = users.filter(({ id, name, email }) =>
    [id, name, email].some((value) => value?.toLowerCase() === wanted),
  );
  const [only, ...others] = exact.length > 0 ? exact : users;
  if (only === undefined) {
    throw new NoMatchError(
      `Nobody who can be assigned in project ${projectKey} fits "${person}". ` +
        'Give the e-mail address, the full display name or the account id. Nothing was created.',
    );
  }
  if (others.length > 0) {
    const names = [only, ...others].map(({ id, name }) => `${name} (${id})`).join(', ');
    throw new AmbiguousMatchError(
      `"${person}" fits several people: ${names}. Give the account id. Nothing was created.`,
    );
  }
  return { id: only.id, name: only.name };
}
