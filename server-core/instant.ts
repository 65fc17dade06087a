/** An instant as people read it, to the minute and in UTC: `2025-03-01 14:05 UTC`. What is no instant stays as it is. */
export function readableInstant(instant: string | undefined): string {
  if (instant === undefined) return 'unknown';
  const time = Date.parse(instant.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(time) ? instant : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
