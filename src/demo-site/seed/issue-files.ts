import { png } from './png.ts';

export interface FileSeed {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

const text = (name: string, ...lines: readonly string[]): FileSeed => ({
  name,
  mediaType: 'text/plain',
  bytes: Buffer.from(`${lines.join('\n')}\n`),
});

/** A ferry under a blue sky, as a screenshot of the seat map would not fit into the code. */
const ferry = png(48, 32, (x, y) => {
  if (y >= 24) return [30, 90, 160];
  if (y >= 18 && x >= 6 && x < 42) return [220, 60, 50];
  if (y >= 11 && x >= 14 && x < 34) return [250, 250, 250];
  return [190, 225, 250];
});

/** Files that are attached to issues from their beginning, by the key of the issue. */
export const issueFiles: Readonly<Record<string, readonly FileSeed[]>> = {
  'DEMO-5': [
    text(
      'wallet-declined.log',
      '09:14:02.113 INFO  checkout  booking=b-4711 method=wallet amount=42.50 EUR',
      '09:14:02.640 WARN  payments  provider answered 402 insufficient_funds after 512 ms',
      '09:14:02.641 INFO  seats     kept 14A 14B for 10 min',
      '09:14:02.655 ERROR summary   no reason to show: decline code insufficient_funds is not translated',
    ),
    { name: 'wallet-button.png', mediaType: 'image/png', bytes: ferry },
  ],
  'DEMO-9': [{ name: 'lost seats.png', mediaType: 'image/png', bytes: ferry }],
  'OPS-1': [
    text('disk.log', 'Filesystem  Size  Used Avail Use% Mounted on', '/dev/sdb1   400G  363G   37G  91% /var/lib/logs'),
  ],
};
