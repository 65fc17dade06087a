import { blocksInLine } from './blocks-in-line.ts';
import { type Block, type Inline, paragraph } from './rich-text.ts';
import { tidyInlines } from './tidy-inlines.ts';

/** Gathers blocks from content in which blocks and lines of text come in any order: each line becomes a paragraph. */
export class StorageFlow {
  readonly #blocks: Block[] = [];
  #line: Inline[] = [];

  inline(inline: Inline): void {
    this.#line.push(inline);
  }

  blocks(blocks: readonly Block[]): void {
    this.#endLine();
    this.#blocks.push(...blocks);
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

  /** All as one line, whose blanks at the ends still count: they part what is in a link from what is beside it. */
  endAsLine(): Inline[] {
    return this.#blocks.length === 0 ? this.#line : blocksInLine(this.end());
  }

  #endLine(): void {
    const inlines = tidyInlines(this.#line);
    if (inlines.length > 0) this.#blocks.push(paragraph(inlines));
    this.#line = [];
  }
}
