const NEWLINE = 10;

/** Cuts bytes into lines, in linear time: `onLine(line)`, without the newline. */
export function readLines(onLine) {
  let begun = [];
  return (bytes) => {
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      const last = bytes.subarray(from, end);
      from = end + 1;
      if (begun.length === 0) onLine(last);
      else {
        const parts = begun;
        begun = [];
        onLine(Buffer.concat([...parts, last]));
      }
    }
    if (from < bytes.length) begun.push(bytes.subarray(from));
  };
}
