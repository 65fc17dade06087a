import { textAt, wireList } from '../../atlassian/wire-value.ts';
import { AmbiguousMatchError, NoMatchError } from '../../errors.ts';
import type { JiraApi } from '../jira-api.ts';

/** How two issues may be linked: `outward` is what the first says of the second (blocks), `inward` the other way round. */
export interface LinkType {
  readonly name: string;
  readonly outward: string;
  readonly inward: string;
}

/** A link type and the direction in which a caller named it. */
export interface ChosenLink {
  readonly type: LinkType;
  /** What the caller's first issue says of the second. */
  readonly phrase: string;
  readonly reversed: boolean;
}

export async function readLinkTypes(jira: JiraApi): Promise<LinkType[]> {
  const answer = await jira.object({ path: jira.platform('issueLinkType') });
  return wireList(answer['issueLinkTypes'], 'link types').flatMap((type) => {
    const name = textAt(type, 'name');
    if (name === undefined) return [];
    return [{ name, outward: textAt(type, 'outward') ?? name, inward: textAt(type, 'inward') ?? name }];
  });
}

/** The link that a caller meant by the name of its type or by what one issue says of the other, in any case of letters. */
export function chooseLink(types: readonly LinkType[], wanted: string): ChosenLink {
  const lower = wanted.toLowerCase();
  const found = types.flatMap((type): ChosenLink[] => {
    if ([type.name, type.outward].some((words) => words.toLowerCase() === lower)) {
      return [{ type, phrase: type.outward, reversed: false }];
    }
    return type.inward.toLowerCase() === lower ? [{ type, phrase: type.inward, reversed: true }] : [];
  });
  const [only, ...others] = found;
  if (only === undefined) {
    throw new NoMatchError(
      `No link type fits "${wanted}". There are: ${listed(types) || 'none'}. Nothing was changed.`,
    );
  }
  if (others.length > 0) {
    const fitting = listed(found.map(({ type }) => type));
    throw new AmbiguousMatchError(`"${wanted}" fits several link types: ${fitting}. Nothing was changed.`);
  }
  return only;
}

function listed(types: readonly LinkType[]): string {
  return types.map(({ name, outward, inward }) => `${name} (${outward}, ${inward})`).join('; ');
}
