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

/** HTML's elements without content, which old content leaves open: what follows them is beside them. */
export const voids: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'col', 'input']);

/** Elements and texts as a parser reports them, put together. */
export class XmlTree {
  readonly root: XmlElement = { name: '', attributes: {}, children: [] };
  readonly #open: XmlElement[] = [this.root];
  readonly #deepest: number;
  #isExact = false;

  /** Elements inside so many others are put beside one another. */
  constructor(options: { readonly deepest: number }) {
    this.#deepest = options.deepest;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const decoded = Object.entries(attributes).map(([key, value]) => [key, decodeEntities(value)]);
    const element: XmlElement = { name: name.toLowerCase(), attributes: Object.fromEntries(decoded), children: [] };
    this.#innermost().children.push(element);
    this.#open.push(element);
  }

  close(): void {
    if (this.#open.length > 1) this.#open.pop();
  }

  text(text: string): void {
    this.#innermost().children.push(this.#isExact ? text : decodeEntities(text));
  }

  /** In a CDATA section nothing is a reference. */
  setExact(isExact: boolean): void {
    this.#isExact = isExact;
  }

  #innermost(): XmlElement {
    let at = Math.min(this.#open.length, this.#deepest) - 1;
    while (voids.has(this.#open[at]?.name ?? '')) at--;
    return this.#open[at] ?? this.root;
  }
}

/** Whether more elements than `deepest` are open at once. */
export function nestsDeeper(storage: string, deepest: number): boolean {
  let open = 0;
  for (const [, slash, name = '', closed] of withoutCdata(storage).matchAll(/<(\/?)([A-Za-z][\w:.-]*)[^<>]*?(\/?)>/g)) {
    if (slash === '/') open = Math.max(0, open - 1);
    else if (closed !== '/' && !voids.has(name) && ++open > deepest) return true;
  }
  return false;
}

function withoutCdata(storage: string): string {
  const [first = '', ...sections] = storage.split('<![CDATA[');
  return first + sections.map((section) => section.slice(section.indexOf(']]>') + 1)).join('');
}

export function textWithoutTags(storage: string): string {
  return decodeEntities(
    storage
      .replaceAll('<![CDATA[', ' ')
      .replaceAll(']]>', ' ')
      .replace(/<[^<>]*>/g, ' '),
  );
}
