import { Parser } from 'htmlparser2';
import { decodeEntities } from '../../atlassian/rich-text/named-entities.ts';

/** What is between a heading and the next of its level or above, in the same cell or column. */
export interface Section {
  /** Text of the heading, as a person reads it. */
  readonly heading: string;
  /** 1 to 6. */
  readonly level: number;
  /** Where the text begins, right behind the heading, and where it ends, in UTF-16 units of the storage. */
  readonly start: number;
  readonly end: number;
}

interface OpenSection {
  readonly heading: string;
  readonly level: number;
  readonly start: number;
}

/** One element that is open: where its content has sections of its own. */
interface Container {
  readonly sections: OpenSection[];
}

/**
 * The sections of a page in storage format, in their order. Found by position and not in a tree, so that what is outside of a
 * section can be kept byte for byte.
 */
export function findSections(storage: string): Section[] {
  const found: Section[] = [];
  const containers: Container[] = [{ sections: [] }];
  let heading: { readonly level: number; readonly depth: number; readonly opened: number; text: string } | undefined;
  let settings = 0;

  const close = (container: Container | undefined, level: number, end: number): void => {
    while (container !== undefined && (container.sections.at(-1)?.level ?? 0) >= level) {
      const section = container.sections.pop();
      if (section !== undefined)
        found.push({ ...section, end: Math.max(section.start, Math.min(end, storage.length)) });
    }
  };
  const parser = new Parser(
    {
      onopentag: (name) => {
        const level = /^h([1-6])$/.exec(name)?.[1];
        if (level !== undefined && heading === undefined) {
          close(containers.at(-1), Number(level), parser.startIndex);
          heading = { level: Number(level), depth: containers.length, opened: parser.startIndex, text: '' };
        }
        if (name === 'ac:parameter') settings += 1;
        containers.push({ sections: [] });
      },
      ontext: (text) => {
        if (heading !== undefined && settings === 0) heading.text += text;
      },
      onclosetag: (name, isImplied) => {
        if (name === 'ac:parameter') settings -= 1;
        close(containers.pop(), 1, parser.startIndex);
        if (heading === undefined || heading.depth !== containers.length) return;
        const { level, text, opened } = heading;
        // a heading that is left open ends where the element around it does; `<h1/>` closes itself
        const isOpen = isImplied && parser.startIndex !== opened;
        const shown = decodeEntities(text).replace(/\s+/g, ' ').trim();
        containers.at(-1)?.sections.push({
          heading: shown,
          level,
          start: Math.min(isOpen ? parser.startIndex : parser.endIndex + 1, storage.length),
        });
        heading = undefined;
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(storage);
  close(containers[0], 1, storage.length);
  return found.sort((one, other) => one.start - other.start);
}
