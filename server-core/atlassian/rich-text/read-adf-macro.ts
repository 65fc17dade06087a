import { isRecord, textAttr, type UnknownNode } from './adf-node-reader.ts';
import type { MacroCall } from './rich-text.ts';
import { macroExtensionType } from './write-adf-inlines.ts';

/** The macro that an extension stands for; `undefined` for an extension of any other sort, whose parameters are not text. */
export function macroCallOf(node: UnknownNode): MacroCall | undefined {
  const name = textAttr(node, 'extensionKey');
  if (name === '' || textAttr(node, 'extensionType') !== macroExtensionType) return undefined;
  const { parameters } = node.attrs;
  const given = isRecord(parameters) && isRecord(parameters['macroParams']) ? parameters['macroParams'] : {};
  const pairs = Object.entries(given).flatMap(([key, entry]) => {
    const value = isRecord(entry) ? entry['value'] : undefined;
    return typeof value === 'string' ? [[key, value] as const] : [];
  });
  return { name, parameters: Object.fromEntries(pairs) };
}
