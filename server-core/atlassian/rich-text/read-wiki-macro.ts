import { type Block, codeLanguage } from './rich-text.ts';
import { boxOf } from './wiki-boxes.ts';
import { hasTextBody, readTextBody, type WikiMacro } from './wiki-macros.ts';

/** A macro with a body: what the tree has a block for is that block, every other keeps its name and its parameters. */
export function readWikiMacro(macro: WikiMacro, readBlocks: (text: string) => Block[]): Block[] {
  const { call, body } = macro;
  const { title = '', language = '', ...more } = call.parameters;
  const isGivenMore = title !== '' || codeLanguage(language) !== language || Object.keys(more).length > 0;
  if (hasTextBody(call.name)) {
    const text = readTextBody(macro);
    const isCode = call.name === 'code' || (call.name === 'noformat' && language === '');
    return isCode && !isGivenMore ? [{ type: 'code', language, text }] : [{ type: 'macro-block', call, body: text }];
  }
  const blocks = readBlocks(body);
  if (call.name === 'quote') return blocks.length === 0 ? [] : [{ type: 'quote', blocks }];
  const box = boxOf(call.name, call.parameters);
  if (box === 'expand') return [{ type: 'expand', title, blocks }];
  return [
    box === undefined ? { type: 'macro-block', call, body: blocks } : { type: 'panel', kind: box, title, blocks },
  ];
}
