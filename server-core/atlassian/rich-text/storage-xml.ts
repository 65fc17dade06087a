import { decodeEntities } from './named-entities.ts';

/** An element of the storage format, or text with its references resolved. */
export type XmlNode = XmlElement | string;

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
}

export function elementsOf(node: XmlElement, name?: string): XmlElement[] {
  return node.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

export function firstOf(node: XmlElement, name: string): XmlElement | undefined {
  return elementsOf(node, name)[0];
}

/** All text in an element, exactly. */
export function textIn(node: XmlNode): string {
  return typeof node === 'string' ? node : node.children.map(textIn).join('');
}

/** An attribute without blanks around it; `undefined` where there is none or nothing in it. */
export function attribute(node: XmlElement, name: string): string | undefined {
  const value = Object.hasOwn(node.attributes, name) ? node.attributes[name]?.trim() : undefined;
  return value === '' ? undefined : value;
}

/** Elements and texts as a parser reports them, put together. What nests deeper than `deepest` moves up to there. */
export class XmlTree {
  readonly root: XmlElement = { name: '', attributes: {}, children: [] };
  readonly #open: XmlElement[] = [this.root];
  readonly #deepest: number;
  #isExact = false;

  constructor(options: { readonly deepest: number }) {
    this.#deepest = options.deepest;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const decoded = Object.entries(attributes).map(([key, value]) => [key, decodeEntities(value)]);
    const element: XmlElement = { name: name.toLowerCase(), attributes: Object.fromEntries(decoded), children: [] };
    const parent = this.#open[Math.min(this.#open.length, this.#deepest) - 1] ?? this.root;
    parent.children.push(element);
    this.#open.push(element);
  }

  close(): void {
    if (this.#open.length > 1) this.#open.pop();
  }

  text(text: string): void {
    const parent = this.#open[Math.min(this.#open.length, this.#deepest) - 1] ?? this.root;
    parent.children.push(this.#isExact ? text : decodeEntities(text));
  }

  /** In a CDATA section nothing is a reference. */
  setExact(isExact: boolean): void {
    this.#isExact = isExact;
  }
}
