import { type Environment, readVariable } from '../src/base/env.ts';

/** Shorter values are no credentials, and hiding them would spoil ordinary text. */
const MIN_SECRET_LENGTH = 6;

/** Hides credentials in text that is about to leave the process: results, errors and logs. */
export class Secrets {
  readonly #values: readonly string[];

  constructor(values: readonly string[]) {
    // the longest first: where one is the beginning of another, the rest of the other would be left
    this.#values = values
      .filter((value) => value.length >= MIN_SECRET_LENGTH)
      .sort((one, other) => other.length - one.length);
  }

  hide(text: string): string {
    return this.#values.reduce((hidden, value) => hidden.replaceAll(value, '[secret]'), text);
  }

  /** A copy of plain data in which every text has been through {@link hide}, and every file that is content of a result. */
  hideIn<Value>(value: Value): Value {
    if (typeof value === 'string') return this.hide(value) as Value;
    if (Array.isArray(value)) return value.map((item: unknown) => this.hideIn(item)) as Value;
    if (typeof value !== 'object' || value === null) return value;
    const isFile = (name: string): boolean => name === 'blob' || (name === 'data' && 'mimeType' in value);
    const hidden = Object.entries(value).map(([name, item]: [string, unknown]) => [
      name,
      typeof item === 'string' && isFile(name) ? this.#hideInFile(item) : this.hideIn(item),
    ]);
    return Object.fromEntries(hidden) as Value;
  }

  /** A file in base64 may by chance spell a short secret, and does not show one that is in it. It keeps its length. */
  #hideInFile(base64: string): string {
    const file = Buffer.from(base64, 'base64');
    const found = this.#values.filter((value) => file.includes(value));
    if (found.length === 0) return base64;
    for (const value of found) {
      const length = Buffer.byteLength(value);
      for (let at = file.indexOf(value); at !== -1; at = file.indexOf(value, at)) file.fill('*', at, at + length);
    }
    return file.toString('base64');
  }
}

/** The credentials in an environment: tokens, passphrases and passwords as they are, and as Basic authorization encodes them. */
export function secretsOf(env: Environment): Secrets {
  const products = ['JIRA', 'CONFLUENCE'].flatMap((prefix) => {
    const read = (name: string): string | undefined => readVariable(env, `${prefix}_${name}`);
    const token = read('API_TOKEN');
    const users = [read('EMAIL'), read('USERNAME')];
    const basic = users.flatMap((user) => (user && token ? [base64(`${user}:${token}`)] : []));
    const plain = [token, read('PERSONAL_TOKEN'), read('OAUTH_TOKEN'), read('CLIENT_KEY_PASSPHRASE')];
    return [...basic, ...plain, ...proxySecrets(read('PROXY'))];
  });
  const shared = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) =>
    [name, name.toLowerCase()].flatMap((variable) => proxySecrets(readVariable(env, variable))),
  );
  return new Secrets([...products, ...shared].filter((value) => value !== undefined));
}

/** What a proxy's address says of who calls: `user:password@` as it is written, the password alone, and encoded. */
function proxySecrets(address: string | undefined): string[] {
  const written = /^(?:[^/]*\/\/)?([^/]*)@/.exec(address ?? '')?.[1];
  if (written === undefined) return [];
  const pairs = [...new Set([written, decoded(written)])];
  return pairs.flatMap((pair) => [`${pair}@`, pair.slice(pair.indexOf(':') + 1), base64(pair)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
