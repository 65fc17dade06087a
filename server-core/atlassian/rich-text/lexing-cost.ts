/** What of a run of inline Markdown the lexer takes long for. Two runs have together what each has. */
interface Tally {
  readonly length: number;
  /** Runs of `*`, `_` and `~`; a longer one than any mark takes counts for more. */
  readonly emphasis: number;
  readonly others: number;
  /** Pairs of letters in words, where there is an address to look for. */
  readonly pairs: number;
}

const none: Tally = { length: 0, emphasis: 0, others: 0, pairs: 0 };

/**
 * The longest that `marked` may take for one run of inline Markdown, in nanoseconds on a slow core. Found by timing it on
 * some thousand adversarial runs: it compares each run of emphasis delimiters with all that follow, reads on to the end for
 * each other delimiter, and looks for an e-mail address at each letter of a word.
 */
export function lexingCost(markdown: string): number {
  return costOf(tallyOf(markdown));
}

/** The lines of a run, with their ends, together as long as that costs no more than `most`. */
export function partsThatCost(most: number, markdown: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let end = 0;
  let tally = none;
  for (const line of markdown.split(/(?<=\n)/)) {
    const own = tallyOf(line);
    const together = sum(tally, own);
    const fits = costOf(together) <= most;
    if (!fits && end > start) {
      parts.push(markdown.slice(start, end));
      start = end;
    }
    tally = fits ? together : own;
    end += line.length;
  }
  return [...parts, markdown.slice(start)];
}

function tallyOf(markdown: string): Tally {
  let emphasis = 0;
  let others = 0;
  let pairs = 0;
  for (const [run] of markdown.matchAll(/\*+|_+|~+|[[\]`<!]/g)) {
    if (/^[*_~]/.test(run)) emphasis += Math.max(1, run.length - 2);
    else others++;
  }
  if (markdown.includes('@')) {
    for (const [word] of markdown.matchAll(/[\w.!#$%&'*+/=?{|}~`-]+/g)) pairs += word.length ** 2;
  }
  return { length: markdown.length, emphasis, others, pairs };
}

function sum(a: Tally, b: Tally): Tally {
  return {
    length: a.length + b.length,
    emphasis: a.emphasis + b.emphasis,
    others: a.others + b.others,
    pairs: a.pairs + b.pairs,
  };
}

function costOf({ length, emphasis, others, pairs }: Tally): number {
  return 500 * emphasis ** 2 + others * length + pairs;
}
