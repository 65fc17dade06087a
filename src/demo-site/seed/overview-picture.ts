import { png } from './png.ts';

const [width, height] = [120, 40];
const [paper, box, line] = [
  [255, 255, 255],
  [0, 82, 204],
  [107, 119, 140],
] as const;

/** The site, the booking API and the payment service: three boxes in a row, with a line between each two. */
export function overviewPicture(): Buffer {
  return png(width, height, (x, y) => {
    if (x % 40 >= 8 && x % 40 < 32 && y >= 8 && y < 32) return box;
    return y >= 19 && y < 21 && x >= 8 && x < width - 8 ? line : paper;
  });
}
