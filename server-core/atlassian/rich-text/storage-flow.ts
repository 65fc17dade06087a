import { blocksInLine } from './blocks-in-line.ts';
import { type Block, type Inline, paragraph } from './rich-text.ts';
import { isBlank, tidyInlines } from './tidy-inlines.ts';

/** Gathers blocks from content in which blocks and lines of text come in any order: each line becomes a paragraph. */
export class StorageFlow {
  readonly #blocks: Block[] = [];
  #line: Inline[] = [];

  inline(inline: Inline): void {
    this.#line.push(inline);
  }

  blocks(blocks: readonly Block[]): void {
    this.#endLine();
    for (const block of blocks) this.#blocks.push(block);
  }

  /** What `read` adds stands apart from what is before and after it. */
  apart(read: () => void): void {
    this.#endLine();
    read();
    this.#endLine();
  }

  end(): Block[] {
    this.#endLine();
    return this.#blocks;
  }

  /** What `read` adds is one paragraph, as far as it is not blocks. */
  paragraph(read: () => void): void {
    this.#endLine();
    read();
    this.#add(this.#line);
    this.#line = [];
  }

  /** All as one line, whose blanks at the ends still count: they part what is in a link from what is beside it. */
  endAsLine(): Inline[] {
    return this.#blocks.length === 0 ? this.#line : blocksInLine(this.end());
  }

  /** Outside of a paragraph, macros and pictures with nothing but blanks between them stand one under the other. */
  #endLine(): void {
    const words = this.#line.filter((inline) => !isBlank(inline));
    if (words.every(({ type }) => type === 'macro' || type === 'image')) for (const word of words) this.#add([word]);
    else this.#add(this.#line);
    this.#line = [];
  }

  #add(line: readonly Inline[]): void {
    const inlines = tidyInlines(line);
    if (inlines.length > 0) this.#blocks.push(paragraph(inlines));
  }
}
