import { type Environment, readVariable } from '../src/base/env.ts';

/** Shorter values are no credentials, and hiding them would spoil ordinary text. */
const MIN_SECRET_LENGTH = 6;

/** Hides credentials in text that is about to leave the process: results, errors and logs. */
export class Secrets {
  readonly #values: readonly string[];

  constructor(values: readonly string[]) {
    this.#values = values.filter((value) => value.length >= MIN_SECRET_LENGTH);
  }

  hide(text: string): string {
    return this.#values.reduce((hidden, value) => hidden.replaceAll(value, '[secret]'), text);
  }

  /** A copy of plain data in which every text has been through {@link hide}. */
  hideIn<Value>(value: Value): Value {
    if (typeof value === 'string') return this.hide(value) as Value;
    if (Array.isArray(value)) return value.map((item: unknown) => this.hideIn(item)) as Value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.hideIn<unknown>(item)])) as Value;
  }
}

/** The credentials in an environment: tokens as they are, and as Basic authorization encodes them. */
export function secretsOf(env: Environment): Secrets {
  const values = ['JIRA', 'CONFLUENCE'].flatMap((prefix) => {
    const token = readVariable(env, `${prefix}_API_TOKEN`);
    const users = [readVariable(env, `${prefix}_EMAIL`), readVariable(env, `${prefix}_USERNAME`)];
    const basic = users.flatMap((user) => (user && token ? [Buffer.from(`${user}:${token}`).toString('base64')] : []));
    return [...basic, token ?? '', readVariable(env, `${prefix}_PERSONAL_TOKEN`) ?? ''];
  });
  return new Secrets(values);
}
