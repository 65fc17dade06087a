/** What `expand` asks for, as a tree: of `body.storage,version`, `body` has `storage` inside and `version` nothing. */
export class Expansion {
  readonly #inner = new Map<string, Expansion>();

  /** @param paths the items of the list; a range such as `children.page[0:10]` is read without it. */
  constructor(paths: readonly string[]) {
    const names = paths.map((path) => path.replace(/\[[^\]]*\]/g, '').split('.'));
    for (const [name] of names) {
      if (name === undefined || name === '' || this.#inner.has(name)) continue;
      const below = names.filter(([first, second]) => first === name && second !== undefined);
      this.#inner.set(name, new Expansion(below.map((rest) => rest.slice(1).join('.'))));
    }
  }

  has(name: string): boolean {
    return this.#inner.has(name);
  }

  /** What is asked for below a name; nothing where the name is not asked for. */
  inside(name: string): Expansion {
    return this.#inner.get(name) ?? nothing;
  }
}

/** Everything stays collapsed. */
const nothing = new Expansion([]);

/** A part of an answer that is there in full only when it is asked for. */
export interface ExpandablePart {
  /** The address that stands for it while it is collapsed; empty where it has none of its own. */
  readonly collapsed: string;
  readonly view: (inside: Expansion) => unknown;
}

/** The parts that are asked for, and `_expandable` with those that are not. */
export function expanded(expand: Expansion, parts: Readonly<Record<string, ExpandablePart>>) {
  const shown: Record<string, unknown> = {};
  const collapsed: Record<string, string> = {};
  for (const [name, part] of Object.entries(parts)) {
    if (expand.has(name)) shown[name] = part.view(expand.inside(name));
    else collapsed[name] = part.collapsed;
  }
  return { ...shown, _expandable: collapsed };
}
