import { type Environment, readVariable } from '../../src/base/env.ts';
import { readYesOrNo } from '../../src/base/yes-or-no.ts';
import { InvalidConfigurationError } from '../errors.ts';

/** The variables of one product, by what follows its prefix. What cannot be used throws an error that names the variable. */
export class SiteVariables {
  readonly #env: Environment;
  readonly #prefix: string;

  constructor(env: Environment, prefix: string) {
    this.#env = env;
    this.#prefix = prefix;
  }

  nameOf(name: string): string {
    return `${this.#prefix}_${name}`;
  }

  text(name: string): string | undefined {
    return readVariable(this.#env, this.nameOf(name));
  }

  wholeNumber(name: string, { usual, least, most }: { usual: number; least: number; most: number }): number {
    const text = this.text(name);
    if (text === undefined) return usual;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw this.invalid(name, `a whole number from ${least} to ${most}`);
  }

  yesOrNo(name: string, usual: boolean): boolean {
    const text = this.text(name);
    if (text === undefined) return usual;
    const said = readYesOrNo(text);
    if (said !== undefined) return said;
    throw this.invalid(name, 'true or false');
  }

  /** One of a few words, in any case of letters, and what it stands for. */
  oneOf<Value>(name: string, words: Readonly<Record<string, Value>>): Value | undefined {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined) return undefined;
    const value = Object.hasOwn(words, text) ? words[text] : undefined;
    if (value === undefined)
      throw this.invalid(
        name,
        Object.keys(words)
          .join(', ')
          .replace(/, ([^,]*)$/, ' or $1'),
      );
    return value;
  }

  /** A text of printable ASCII without blanks: Node would refuse another header with the secret in its message. */
  token(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined || /^[\x21-\x7e]+$/.test(text)) return text;
    throw this.invalid(name, 'a token without blanks and line ends');
  }

  invalid(name: string, expected: string): InvalidConfigurationError {
    return new InvalidConfigurationError(this.nameOf(name), expected);
  }
}
