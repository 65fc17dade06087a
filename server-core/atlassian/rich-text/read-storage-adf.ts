import { type Block, type PanelKind, panelKinds } from './rich-text.ts';
import { attribute, elementsOf, firstOf, textIn, type XmlElement, type XmlNode } from './storage-xml.ts';

type Inside = (nodes: readonly XmlNode[]) => Block[];

/**
 * What the Cloud editor has and the storage format has not: `ac:adf-extension` holds `ac:adf-node` with attributes and
 * content, and `ac:adf-fallback`, XHTML for who does not know the node.
 */
export function readAdfExtension(extension: XmlElement, inside: Inside): Block[] {
  const node = firstOf(extension, 'ac:adf-node');
  const fallback = firstOf(extension, 'ac:adf-fallback');
  const type = node === undefined ? undefined : attribute(node, 'type');
  if (node !== undefined && type === 'panel')
    return [{ type: 'panel', kind: panelKindOf(node), title: '', blocks: contentOf(node, inside) }];
  if (node !== undefined && type === 'decision-list') return decisionsOf(node, inside);
  if (fallback !== undefined) return inside(fallback.children);
  return node === undefined ? inside(extension.children) : contentOf(node, inside);
}

function contentOf(node: XmlElement, inside: Inside): Block[] {
  const shown = elementsOf(node).filter(({ name }) => name !== 'ac:adf-attribute');
  return shown.flatMap((element) => inside(element.children));
}

function panelKindOf(node: XmlElement): PanelKind {
  const given = elementsOf(node, 'ac:adf-attribute').find((one) => attribute(one, 'key') === 'panel-type');
  return panelKinds.find((kind) => given !== undefined && kind === textIn(given).trim()) ?? 'info';
}

function decisionsOf(list: XmlElement, inside: Inside): Block[] {
  const decisions = elementsOf(list, 'ac:adf-node').map((item) =>
    contentOf(item, inside).flatMap((block) => (block.type === 'paragraph' ? block.inlines : [])),
  );
  return decisions.length === 0 ? [] : [{ type: 'decisions', decisions }];
}
