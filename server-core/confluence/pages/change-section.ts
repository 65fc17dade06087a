import { AmbiguousMatchError, NoMatchError } from '../../errors.ts';
import { findSections, type Section } from './find-sections.ts';

export interface SectionChange {
  /** Text of the heading; upper and lower case are the same. */
  readonly heading: string;
  /** Storage format. */
  readonly content: string;
  /** `replace` takes the place of all that is below the heading, subsections too; `append` goes behind it. */
  readonly mode: 'replace' | 'append';
}

/** Most characters of the list of headings in an error. */
const MAX_LISTED = 4_000;

/**
 * Storage with one section changed, and every byte outside of it as it was. Throws `NoMatchError` or `AmbiguousMatchError`
 * with the headings that there are.
 */
export function changeSection(storage: string, { heading, content, mode }: SectionChange): string {
  const section = chooseSection(findSections(storage), heading);
  const from = mode === 'replace' ? section.start : section.end;
  return storage.slice(0, from) + content + storage.slice(section.end);
}

function chooseSection(sections: readonly Section[], heading: string): Section {
  const isWhole = sections.some((section) => section.heading.toLowerCase() === plain(heading).exact);
  const [, marks = '', words = heading] = (isWhole ? undefined : /^(#{1,6})\s+(.*)$/s.exec(heading.trim())) ?? [];
  const wanted = plain(words);
  const exact = sections.filter((section) => section.heading.toLowerCase() === wanted.exact);
  const loose = sections.filter((section) => wanted.bare !== '' && plain(section.heading).bare === wanted.bare);
  const fits = exact.length > 0 ? exact : loose;
  const [only, ...others] = fits.length > 1 && marks !== '' ? fits.filter(({ level }) => level === marks.length) : fits;
  if (only !== undefined && others.length === 0) return only;
  const all = sections
    .map((section) => `${'#'.repeat(section.level)} ${section.heading}`)
    .join(', ')
    .slice(0, MAX_LISTED);
  if (fits.length > 1) {
    throw new AmbiguousMatchError(
      `The page has ${fits.length} headings "${words}", so it is not clear which is meant. It has: ${all}. ` +
        'Put the # of its level before it, or change the whole page with update-confluence-page. Nothing was changed.',
    );
  }
  throw new NoMatchError(
    `The page has no heading "${heading}". ${all === '' ? 'It has none at all.' : `It has: ${all}.`} Nothing was changed.`,
  );
}

/** A heading in small letters, and without the marks that Markdown would have in it: a caller may have read `# The *plan*`. */
function plain(heading: string): { readonly exact: string; readonly bare: string } {
  const exact = heading.replace(/\s+/g, ' ').trim().toLowerCase();
  return { exact, bare: exact.replace(/[*_`~\\]/g, '') };
}
