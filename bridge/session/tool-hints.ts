import * as z from 'zod';

/** Most tools that are remembered. A server with more has its calls answered as if they could not be repeated. */
const MOST_TOOLS = 10_000;

/** A longer list is not read: nobody else is served meanwhile. */
const MOST_BYTES = 4 * 1024 ** 2;

const toolsPage = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      annotations: z.object({ readOnlyHint: z.unknown(), idempotentHint: z.unknown() }).partial().optional().catch({}),
    }),
  ),
  nextCursor: z.string().optional(),
});

/**
 * Which tools of the wrapped server say that calling them twice is no different from once (`readOnlyHint` or
 * `idempotentHint`, MCP 2025-11-25, ToolAnnotations). Learned from the `tools/list` results that pass by, which are
 * those of one server: all sessions share it.
 */
export class ToolHints {
  readonly #repeatable = new Map<string, boolean>();
  #lastPage = Buffer.alloc(0);

  /** Whether any tools were listed so far. */
  get areKnown(): boolean {
    return this.#repeatable.size > 0;
  }

  /** Whether a tool may be called again; undefined where nobody has listed it yet. */
  mayRepeat(tool: string): boolean | undefined {
    return this.#repeatable.get(tool);
  }

  /** Learns from the result of one `tools/list`, JSON text. Returns the cursor of the next page, if there is one. */
  learn(result: Buffer): string | undefined {
    if (result.length > MOST_BYTES || result.equals(this.#lastPage)) return undefined; // most sessions list the same
    const page = toolsPage.safeParse(JSON.parse(result.toString()));
    if (!page.success) return undefined;
    for (const { name, annotations } of page.data.tools) {
      if (this.#repeatable.size >= MOST_TOOLS) break;
      this.#repeatable.set(name, annotations?.readOnlyHint === true || annotations?.idempotentHint === true);
    }
    if (page.data.nextCursor === undefined) this.#lastPage = Buffer.from(result);
    return page.data.nextCursor;
  }
}
