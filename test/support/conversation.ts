import fc from 'fast-check';
import { numberText, stringText, valueText } from '../bridge/jsonrpc/json-texts.ts';

/** One thing that a client says, and the lines that its server says to it. The last one of a request is the answer. */
export interface Turn {
  readonly kind: 'request' | 'notification' | 'response';
  readonly line: string;
  readonly says: readonly string[];
}

/** An id no two of which are equal, as odd as JSON-RPC allows it. */
function idText(turn: number): fc.Arbitrary<string> {
  return fc.constantFrom(
    `${turn}`,
    `${turn}.50`,
    `-${turn}`,
    `${turn}00e-2`,
    `${turn}2345678901234567890`,
    `"${turn}"`,
    `"\\u0069d-${turn} é"`,
  );
}

/** A line end between two tokens is a blank over stdio: there a line is a message. */
const onOneLine = (text: string): string => text.replaceAll(/[\r\n]/g, ' ');

const methodText = fc.oneof(
  fc.constantFrom('"tools/call"', '"resources/read"', '"vendor/unknown"', '"esc\\u0061ped"', '"ping"'),
  stringText.map((text) => `"x-${text.slice(1)}`),
);

const longText = fc.constantFrom('', '', '', 'é'.repeat(50_000)).map((text) => JSON.stringify(text));

/** Members in any order, one that nobody knows among them. */
function objectText(members: Readonly<Record<string, string>>): fc.Arbitrary<string> {
  const pairs = Object.entries(members).map(([name, value]) => `"${name}": ${value}`);
  return fc
    .tuple(fc.shuffledSubarray(pairs, { minLength: pairs.length }), valueText)
    .map(([order, value]) => onOneLine(`{${order.join(',')},"x-vendor":${value}}`));
}

function said(turn: number): fc.Arbitrary<string> {
  return valueText.chain((value) =>
    fc.oneof(
      objectText({ jsonrpc: '"2.0"', method: '"notifications/message"', params: value }),
      objectText({ jsonrpc: '"2.0"', method: '"vendor/told"', params: value }),
      objectText({ jsonrpc: '"2.0"', id: `"from-server-${turn}"`, method: '"roots/list"', params: value }),
    ),
  );
}

function progress(token: string): fc.Arbitrary<string> {
  return fc.tuple(numberText, valueText).chain(([number, value]) =>
    objectText({
      jsonrpc: '"2.0"',
      method: '"notifications/progress"',
      params: `{"progress":${number},"progressToken":${token},"more":${value}}`,
    }),
  );
}

function request(turn: number): fc.Arbitrary<Turn> {
  return fc.record({ id: idText(turn), method: methodText, value: valueText, long: longText }).chain((parts) => {
    const token = `"token-${turn}"`;
    const response = fc
      .constantFrom('result', 'error')
      .chain((kind) => objectText({ jsonrpc: '"2.0"', id: parts.id, [kind]: `[${parts.value},${parts.long}]` }));
    const before = fc.array(fc.oneof(said(turn), progress(token)), { maxLength: 3 });
    return fc.tuple(before, response).chain(([others, answer]) => {
      const says = [...others, answer];
      const meta = `"_meta":{"progressToken":${token}}`;
      const params = `{"say":${JSON.stringify(says)},${meta},"given":[${parts.value},${parts.long}]}`;
      return objectText({ jsonrpc: '"2.0"', id: parts.id, method: parts.method, params }).map(
        (line): Turn => ({ kind: 'request', line, says }),
      );
    });
  });
}

function notification(turn: number): fc.Arbitrary<Turn> {
  return fc.tuple(fc.array(said(turn), { maxLength: 2 }), valueText).chain(([says, value]) => {
    const params = `{"say":${JSON.stringify(says)},"given":${value}}`;
    return objectText({ jsonrpc: '"2.0"', method: '"vendor/heard"', params }).map(
      (line): Turn => ({ kind: 'notification', line, says }),
    );
  });
}

/** To a request that the server may have made, or may not: the bridge passes on what it cannot know to be wrong. */
function response(turn: number): fc.Arbitrary<Turn> {
  return valueText.chain((value) =>
    objectText({ jsonrpc: '"2.0"', id: `"from-server-${turn}"`, result: value }).map(
      (line): Turn => ({ kind: 'response', line, says: [] }),
    ),
  );
}

/** What a client and its server say to each other after the handshake. */
export const conversation: fc.Arbitrary<readonly Turn[]> = fc
  .array(fc.constantFrom('request', 'request', 'notification', 'response'), { minLength: 3, maxLength: 12 })
  .chain((kinds) =>
    fc.tuple(
      ...kinds.map((kind, index) => {
        if (kind === 'request') return request(index + 1);
        return kind === 'notification' ? notification(index + 1) : response(index);
      }),
    ),
  );
