import { Parser } from 'htmlparser2';
import { deepestBlock } from './nesting-limit.ts';
import { readStorage } from './read-storage.ts';
import { paragraph, textRun } from './rich-text.ts';
import { nestsDeeper, textWithoutTags, XmlTree } from './storage-xml.ts';
import { writeMarkdown } from './write-markdown.ts';

/** An item of a list is two elements deeper than the list, and a macro three. Beyond that, only the text is kept. */
const DEEPEST_ELEMENT = deepestBlock * 3;

/** Confluence's storage format as Markdown. What is not well-formed is read as far as it makes sense. Never throws. */
export function storageToMarkdown(storage: string): string {
  if (nestsDeeper(storage, DEEPEST_ELEMENT)) return writeMarkdown([paragraph([textRun(textWithoutTags(storage))])]);
  const tree = new XmlTree({ deepest: DEEPEST_ELEMENT });
  // entities stay for the tree to resolve: XML mode knows five of them, and the storage format XHTML's 253
  const parser = new Parser(
    {
      onopentag: (name, attributes) => tree.open(name, attributes),
      onclosetag: () => tree.close(),
      ontext: (text) => tree.text(text),
      oncdatastart: () => tree.setExact(true),
      oncdataend: () => tree.setExact(false),
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(storage);
  return writeMarkdown(readStorage(tree.root));
}
