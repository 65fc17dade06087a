import fc from 'fast-check';

/** JSON texts as people and machines write them: escapes, odd spacing, duplicate names, numbers past what fits. */

const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 });
const hex = fc.constantFrom(...'0123456789abcdefABCDEF'.split(''));

const stringPart = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => JSON.stringify(text).slice(1, -1)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t', '\\ud800', '\u2028', '\u007f'),
  },
  { weight: 1, arbitrary: fc.tuple(hex, hex, hex, hex).map((digits) => `\\u${digits.join('')}`) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'abc xyz'.split('')), minLength: 20, maxLength: 120 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom('\\\\', '\\"', '\\n', '\\u00e9'), { maxLength: 9 })
      .map((parts) => parts.join('')),
  },
);

export const stringText = fc.array(stringPart, { maxLength: 4 }).map((parts) => `"${parts.join('')}"`);

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 1, maxLength: 22 });

export const numberText = fc
  .record({
    minus: fc.constantFrom('', '-'),
    whole: fc.oneof(
      fc.constant('0'),
      digits.map((text) => `7${text}`),
      fc.constantFrom('1', '2', '10', '9007199254740993'),
    ),
    fraction: fc.oneof(
      fc.constant(''),
      digits.map((text) => `.${text}`),
      fc.constant('.0'),
    ),
    exponent: fc.oneof(fc.constant(''), fc.constantFrom('e0', 'E+2', 'e-400', 'e400', 'E05')),
  })
  .map(({ minus, whole, fraction, exponent }) => minus + whole + fraction + exponent);

/** Any JSON value, with whitespace wherever the grammar has room for it. */
export const valueText: fc.Arbitrary<string> = fc.letrec<{ value: string; member: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('null', 'true', 'false', '{}', '[]', '""', '0'),
    numberText,
    stringText,
    fc
      .tuple(space, fc.array(fc.tuple(tie('value'), space), { minLength: 1, maxLength: 4 }))
      .map(([before, items]) => `[${before}${items.map(([item, after]) => item + after).join(`,${before}`)}]`),
    fc
      .tuple(space, fc.array(tie('member'), { minLength: 1, maxLength: 4 }))
      .map(([before, members]) => `{${before}${members.join(`,${before}`)}}`),
  ),
  member: fc
    .tuple(stringText, space, space, tie('value'), space)
    .map(([name, a, b, value, c]) => `${name}${a}:${b}${value}${c}`),
})).value;

/** The same name, some of its letters spelled as escapes. */
export function spellingsOf(name: string): fc.Arbitrary<string> {
  const letters = name.split('').map((letter) => {
    const code = letter.charCodeAt(0).toString(16).padStart(4, '0');
    return fc.oneof(
      { weight: 4, arbitrary: fc.constant(letter) },
      fc.constantFrom(`\\u${code}`, `\\u${code.toUpperCase()}`),
    );
  });
  return fc.tuple(...letters).map((spelled) => `"${spelled.join('')}"`);
}

/** Methods of MCP, whole, with a letter changed, and spelled with escapes. */
export const methodText: fc.Arbitrary<string> = fc
  .constantFrom(
    'initialize',
    'ping',
    'tools/call',
    'tools/list',
    'resources/read',
    'logging/setLevel',
    'notifications/initialized',
    'notifications/resources/list_changed',
  )
  .chain((method) =>
    fc.oneof(
      spellingsOf(method),
      stringText,
      fc.tuple(fc.nat(), fc.constantFrom('x', '', 'é', '\\u0000', '/')).map(([where, other]) => {
        const at = where % method.length;
        return `"${method.slice(0, at)}${other}${method.slice(at + 1)}"`;
      }),
    ),
  );

const memberValue: Record<string, fc.Arbitrary<string>> = {
  jsonrpc: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('"2.0"', '"2\\u002e0"') }, valueText),
  id: fc.oneof(numberText, stringText, fc.constant('null'), valueText),
  method: fc.oneof({ weight: 3, arbitrary: stringText }, { weight: 2, arbitrary: methodText }, valueText),
  params: valueText,
  result: valueText,
  error: valueText,
};

const wrapped = fc.tuple(space, space);

function memberText(name: string): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.oneof({ weight: 3, arbitrary: fc.constant(`"${name}"`) }, spellingsOf(name)),
      space,
      memberValue[name] ?? valueText,
      wrapped,
    )
    .map(([spelled, a, value, [b, c]]) => `${b}${spelled}${a}:${c}${value}${b}`);
}

const calls = ['jsonrpc', 'id', 'method', 'params'];
const answers = ['jsonrpc', 'id', 'result', 'error'];

/** Objects that are, or nearly are, JSON-RPC messages: members missing, twice, of wrong types, in any order. */
export const messageText = fc
  .constantFrom<string[]>(calls, calls, answers, [...calls, ...answers])
  .chain((names) =>
    fc.tuple(fc.shuffledSubarray(names, { minLength: 1 }), fc.subarray([...names, 'extra', 'Id', 'meth'])),
  )
  .chain(([once, again]) => fc.tuple(...[...once, ...again].map((name) => memberText(name))))
  .chain((members) => wrapped.map(([a, b]) => `${a}{${members.join(',')}}${b}`));

/** Small damage: a byte changed, dropped or put in, or the end cut off. */
export function damaged(text: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  const byte = fc.oneof(
    fc.constantFrom(...Buffer.from('{}[]",:\\/tfn0-+.eEu \n\t\0\x1f')),
    fc.integer({ min: 0, max: 255 }),
  );
  return fc
    .tuple(
      text,
      fc.array(fc.tuple(fc.constantFrom('change', 'drop', 'insert', 'cut'), fc.nat(), byte), { maxLength: 3 }),
    )
    .map(([whole, damages]) => damages.reduce(damage, Buffer.from(whole)));
}

function damage(bytes: Buffer, [kind, where, byte]: readonly [string, number, number]): Buffer {
  const at = where % (bytes.length + 1);
  if (kind === 'cut') return bytes.subarray(0, at);
  const rest = kind === 'insert' ? at : at + 1;
  return Buffer.concat([
    bytes.subarray(0, at),
    kind === 'drop' ? Buffer.alloc(0) : Buffer.of(byte),
    bytes.subarray(rest),
  ]);
}
