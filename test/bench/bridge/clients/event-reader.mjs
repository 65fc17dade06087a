import { readLines } from './line-reader.mjs';

const DATA = Buffer.from('data:');

/** Reads an event stream: `onData(bytes)` for each event that has data, one line of it, which is all that MCP sends. */
export function readEvents(onData) {
  let data;
  return readLines((line) => {
    if (line.length <= 1) {
      if (data !== undefined && data.length > 0) onData(data);
      data = undefined;
    } else if (line[0] === DATA[0] && line.subarray(0, 5).equals(DATA)) {
      const end = line.at(-1) === 13 ? line.length - 1 : line.length;
      data = line.subarray(line[5] === 32 ? 6 : 5, end);
    }
  });
}
