import type { Readable } from 'node:stream';

/** Calls `take` with each line, without its `\n`; what comes after the last one counts as a line when the stream ends. */
export function onEachLine(stream: Readable, take: (line: string) => void): void {
  let unfinished = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (unfinished + chunk).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
  stream.on('end', () => {
    if (unfinished !== '') take(unfinished);
  });
}
