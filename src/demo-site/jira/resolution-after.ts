import { fieldRefusal } from '../http/refusal.ts';
import type { Site } from '../site.ts';
import { inField } from './field-problem.ts';
import { chosen } from './field-values.ts';
import type { Resolution, Transition } from './records.ts';

/**
 * The resolution that a transition leaves an issue with: none, unless its status is of the category "done". Such a
 * one resolves as the request asks, or else with the first resolution; no other takes a resolution at all.
 */
export function resolutionAfter({ to }: Transition, asked: unknown, site: Site): Resolution | null {
  const { resolutions } = site.jira.setup;
  if (to.category.key === 'done') {
    if (asked === undefined) return resolutions[0] ?? null;
    return inField('resolution', () => chosen(asked, resolutions, 'Specify a valid resolution'));
  }
  if (asked === undefined) return null;
  throw fieldRefusal({
    resolution: "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown.",
  });
}
