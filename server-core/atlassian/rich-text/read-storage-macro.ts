import { linkAtomSpelling } from './link-atom.ts';
import { linkTargetHref } from './link-target.ts';
import { storageMention, storageTarget, storageUrl } from './read-storage-links.ts';
import { type Block, codeLanguage, type Inline, type MacroCall, type PanelKind, statusColors } from './rich-text.ts';
import { attribute, elementsOf, firstOf, textIn, type XmlElement, type XmlNode } from './storage-xml.ts';

const panelKindOf: Readonly<Record<string, PanelKind>> = {
  info: 'info',
  note: 'note',
  tip: 'tip',
  warning: 'warning',
  panel: 'custom',
};

/** The macros that Markdown can say, blocks all, and which of their parameters it can say as well. */
const sayable = new Map<string, readonly string[]>([
  ['code', ['language']],
  ['noformat', []],
  ['expand', ['title']],
  ...Object.keys(panelKindOf).map((name) => [name, ['title']] as const),
]);

/** A macro without a body stands in a line, where it may be alone. */
export function isInlineMacro(element: XmlElement): boolean {
  return !sayable.has(macroName(element)) && bodyOf(element) === undefined;
}

export function readInlineMacro(element: XmlElement): Inline {
  const call = macroCall(element);
  if (call.name !== 'status') return { type: 'macro', call };
  const { title = '', colour = 'Grey', ...more } = call.parameters;
  const known = colour.toLowerCase().replace(/^gr[ea]y$/, 'neutral');
  const color = statusColors.find((one) => one === known);
  const text = title.trim();
  const isSayable = text !== '' && color !== undefined && Object.keys(more).length === 0;
  return isSayable ? { type: 'status', text, color } : { type: 'macro', call };
}

/** A macro with a body: what Markdown can say is said, every other keeps its name, its parameters and its body. */
export function readStorageMacro(element: XmlElement, inside: (nodes: readonly XmlNode[]) => Block[]): Block[] {
  const call = macroCall(element);
  const body = bodyOf(element);
  const text = body === undefined ? '' : textIn(body).replace(/\r\n?/g, '\n');
  const blocks = () => (body === undefined ? [] : inside(body.children));
  const isCode = call.name === 'code' || call.name === 'noformat';
  if (!isSayable(call)) {
    const isText = isCode || body?.name === 'ac:plain-text-body';
    return [{ type: 'macro-block', call, body: isText ? text : blocks() }];
  }
  if (isCode) return [{ type: 'code', language: call.parameters['language'] ?? '', text }];
  const title = (call.parameters['title'] ?? '').replace(/\s+/g, ' ').trim();
  if (call.name === 'expand') return [{ type: 'expand', title, blocks: blocks() }];
  return [{ type: 'panel', kind: panelKindOf[call.name] ?? 'custom', title, blocks: blocks() }];
}

/** Whether Markdown can say a macro with all that it is given, so that nothing is lost when it is written back. */
function isSayable({ name, parameters }: MacroCall): boolean {
  const known = sayable.get(name);
  const given = Object.keys(parameters).filter((key) => parameters[key] !== '');
  const language = parameters['language'] ?? '';
  return known !== undefined && given.every((key) => known.includes(key)) && codeLanguage(language) === language;
}

function bodyOf(element: XmlElement): XmlElement | undefined {
  return firstOf(element, 'ac:rich-text-body') ?? firstOf(element, 'ac:plain-text-body');
}

function macroName(element: XmlElement): string {
  return attribute(element, 'ac:name') ?? 'macro';
}

function macroCall(element: XmlElement): MacroCall {
  const pairs = elementsOf(element, 'ac:parameter').map((parameter) => [
    attribute(parameter, 'ac:name') ?? '',
    parameterValue(parameter),
  ]);
  return { name: macroName(element), parameters: Object.fromEntries(pairs) };
}

/** Text, or how the page, the file or the person that the parameter names is spelled. */
function parameterValue(parameter: XmlElement): string {
  for (const element of [parameter, ...elementsOf(parameter, 'ac:link')]) {
    const target = storageTarget(element);
    if (target !== undefined) return linkTargetHref(target);
    const mention = storageMention(element, '');
    if (mention !== undefined) return linkAtomSpelling(mention).href;
    const url = storageUrl(element);
    if (url !== undefined) return url;
  }
  return textIn(parameter);
}
