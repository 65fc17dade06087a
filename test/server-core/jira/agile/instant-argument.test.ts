import { expect, it } from 'vitest';
import { instantArgument, isoInstant } from '../../../../server-core/jira/instant-argument.ts';

it.each([
  ['2026-03-01', '2026-03-01T00:00:00.000Z'],
  ['2026-03-01T09:30', '2026-03-01T09:30:00.000Z'],
  ['2026-03-01T09:30:15.250Z', '2026-03-01T09:30:15.250Z'],
  ['2026-03-01T09:30:00+02:00', '2026-03-01T07:30:00.000Z'],
  ['2026-03-01T09:30:00.000-0500', '2026-03-01T14:30:00.000Z'],
])('%s is %s', (text, iso) => {
  expect(isoInstant(instantArgument('When').parse(text))).toBe(iso);
});

it.each(['tomorrow', '2026-02-30T99:00', '2026-02-30', '2026-02-30T10:00:00Z', '03/01/2026', '1767225600000', ''])(
  '"%s" is no instant',
  (text) => {
    expect(instantArgument('When').safeParse(text).success).toBe(false);
  },
);
