import { isRecord, textAttr, type UnknownNode } from './adf-node-reader.ts';
import type { MacroCall } from './rich-text.ts';

/** Confluence's macros are extensions of this type, with the macro's name as key. */
const MACRO_EXTENSION = 'com.atlassian.confluence.macro.core';

export function macroAttrs({ name, parameters }: MacroCall) {
  const macroParams = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, { value }]));
  return { extensionType: MACRO_EXTENSION, extensionKey: name, parameters: { macroParams } };
}

/** The macro that an extension stands for; `undefined` for an extension of any other sort, whose parameters are not text. */
export function macroCallOf(node: UnknownNode): MacroCall | undefined {
  const name = textAttr(node, 'extensionKey');
  if (name === '' || textAttr(node, 'extensionType') !== MACRO_EXTENSION) return undefined;
  const { parameters } = node.attrs;
  const given = isRecord(parameters) && isRecord(parameters['macroParams']) ? parameters['macroParams'] : {};
  const pairs = Object.entries(given).flatMap(([key, entry]) => {
    const value = isRecord(entry) ? entry['value'] : undefined;
    return typeof value === 'string' ? [[key, value] as const] : [];
  });
  return { name, parameters: Object.fromEntries(pairs) };
}
