/** A path of the API for boards, sprints and epics, the same on both deployments. Parts that come from a caller are encoded. */
export function agilePath(...parts: readonly string[]): string {
  return ['/rest/agile/1.0', ...parts.map((part) => encodeURIComponent(part))].join('/');
}
