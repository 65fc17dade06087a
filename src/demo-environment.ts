import type { Environment } from './base/env.ts';

/**
 * The environment of a server on the demo site: the site's own account, and nothing of the user's sites. A token of theirs
 * would be tried on it otherwise, and win.
 */
export function demoEnvironment(env: Environment, site: { readonly environment: Environment }): Environment {
  const others = Object.entries(env).filter(([name]) => !/^(?:JIRA|CONFLUENCE)_/.test(name));
  return { ...Object.fromEntries(others), ...site.environment };
}
