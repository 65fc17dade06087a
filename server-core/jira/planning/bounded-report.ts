import { beginningOf, ENVELOPE_BYTES, sizeOf } from '../../results/result-size.ts';
import type { Limits } from '../../settings.ts';

/** A report, cut where a result with these data has no room for `copies` of it. */
export function boundedReport(report: string, data: unknown, copies: number, limits: Limits): string {
  const room = (limits.resultBytes - ENVELOPE_BYTES - sizeOf(data)) / copies;
  if (sizeOf(report) <= room) return report;
  const note = '\n\n[The report is longer than a result may be. It was cut here.]';
  let part = report;
  while (part.length > 200 && sizeOf(part) + sizeOf(note) > room)
    part = beginningOf(part, Math.floor(part.length * 0.9));
  return `${part.trimEnd()}${note}`;
}
