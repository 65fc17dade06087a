import type { Environment } from '../../src/base/env.ts';

/** What a program needs to run at all: where things are, who runs it, how it speaks. None is a secret. */
// biome-ignore format: a list reads better filled
const SAFE = [
  'PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'LC_*', 'TERM', 'TZ', 'TMPDIR', 'XDG_*',
  'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS', 'NODE_COMPILE_CACHE', 'PYTHONUNBUFFERED',
];

/** The way to the network. These may hold a password. */
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

export interface ChildEnvironmentOptions {
  /** Names to hand on from the bridge's own environment; `NAME_*` hands on all that begin so. */
  readonly passEnv: readonly string[];
  /** Variables set for the child, over all others. */
  readonly env: Readonly<Record<string, string>>;
}

export interface ChildEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** The variables whose values never reach a log or an error: all but the safe ones. */
  readonly secretNames: readonly string[];
}

/**
 * The closed environment of a child: a short list of safe variables, plus what the operator names. The bridge's own
 * settings and secrets are not among them.
 */
export function childEnvironment(own: Environment, options: ChildEnvironmentOptions): ChildEnvironment {
  const isSafe = nameMatcher(SAFE);
  const isPassed = nameMatcher([...PROXIES, ...options.passEnv]);
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined && (isSafe(name) || isPassed(name))) variables[name] = value;
  }
  Object.assign(variables, options.env);
  return { variables, secretNames: Object.keys(variables).filter((name) => !isSafe(name)) };
}

function nameMatcher(patterns: readonly string[]): (name: string) => boolean {
  const whole = new Set(patterns.filter((pattern) => !pattern.endsWith('*')));
  const beginnings = patterns.filter((pattern) => pattern.endsWith('*')).map((pattern) => pattern.slice(0, -1));
  return (name) => whole.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
}
