import { linkAtomSpelling } from './link-atom.ts';
import { linkTargetHref } from './link-target.ts';
import { storageMention, storageTarget, storageUrl } from './read-storage-links.ts';
import {
  type Block,
  codeLanguage,
  type Inline,
  type MacroCall,
  type PanelKind,
  paragraph,
  statusColors,
  textRun,
} from './rich-text.ts';
import { attribute, elementsOf, firstOf, textIn, type XmlElement, type XmlNode } from './storage-xml.ts';

const panelKindOf: Readonly<Record<string, PanelKind>> = {
  info: 'info',
  note: 'note',
  tip: 'tip',
  warning: 'warning',
  panel: 'custom',
};

/** Macros that are blocks although they may have no body. */
const blockMacros = new Set(['code', 'noformat', 'expand', ...Object.keys(panelKindOf)]);

/** A macro without a body stands in a line, where it may be alone. */
export function isInlineMacro(element: XmlElement): boolean {
  return !blockMacros.has(macroName(element)) && bodyOf(element) === undefined;
}

export function readInlineMacro(element: XmlElement): Inline {
  const call = macroCall(element);
  if (call.name !== 'status') return { type: 'macro', call };
  const text = (call.parameters['title'] ?? '').trim();
  const colour = (call.parameters['colour'] ?? '').toLowerCase();
  const color = statusColors.find((known) => known === colour) ?? 'neutral';
  return text === '' ? { type: 'macro', call } : { type: 'status', text, color };
}

/** A macro with a body: what Markdown can say is said, every other keeps its name, its parameters and its body. */
export function readStorageMacro(element: XmlElement, inside: (nodes: readonly XmlNode[]) => Block[]): Block[] {
  const call = macroCall(element);
  const body = bodyOf(element);
  const text = body === undefined ? '' : textIn(body).replace(/\r\n?/g, '\n');
  const blocks = () => (body === undefined ? [] : inside(body.children));
  const title = (call.parameters['title'] ?? '').replace(/\s+/g, ' ').trim();
  if (call.name === 'code' || call.name === 'noformat') {
    const language = codeLanguage(call.parameters['language'] ?? '');
    return [...titleOf(title), { type: 'code', language, text }];
  }
  if (call.name === 'expand') return [{ type: 'expand', title, blocks: blocks() }];
  const kind = Object.hasOwn(panelKindOf, call.name) ? panelKindOf[call.name] : undefined;
  if (kind !== undefined) return [{ type: 'panel', kind, title, blocks: blocks() }];
  return [{ type: 'macro-block', call, body: body?.name === 'ac:plain-text-body' ? text : blocks() }];
}

function titleOf(title: string): Block[] {
  return title === '' ? [] : [paragraph([textRun(title, [{ type: 'strong' }])])];
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
