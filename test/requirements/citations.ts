/** A test, by the words of its title, and the promises that it cites. */
export interface Citation {
  readonly title: string;
  readonly ids: readonly string[];
}

/** Finds the titles of `it`, `test` and `describe` calls, also in their `.each`, `.for`, `.skipIf` and `.runIf` forms. */
const TITLE = /\b(?:it|test|describe)(?:\.\w+(?:\([^)]*\))?)*\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs;
const ID = /\((P-[A-Z0-9]+(?:, ?P-[A-Z0-9]+)*)\)|\b(P-[A-Z0-9]+):/g;

/** The titles of all tests in one file. */
export function titlesIn(source: string): string[] {
  return [...source.matchAll(TITLE)].map(([, , title = '']) => title);
}

/** The titles in one test file that cite a promise. */
export function citationsIn(source: string): Citation[] {
  return titlesIn(source)
    .map((title) => ({ title, ids: idsIn(title) }))
    .filter(({ ids }) => ids.length > 0);
}

function idsIn(title: string): string[] {
  return [...title.matchAll(ID)].flatMap(([, inBrackets, inFront]) => (inBrackets ?? inFront ?? '').split(/, ?/));
}
