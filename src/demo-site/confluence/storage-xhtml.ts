import { wordSet } from '../word-set.ts';

/** Deeper bodies are refused: no page needs them and some readers would recurse into them. */
const maxDepth = 200;
const names = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const piece = new RegExp(
  [
    '<!\\[CDATA\\[[\\s\\S]*?\\]\\]>',
    '<!--[\\s\\S]*?-->',
    `<(?<close>/)?(?<name>${names})(?<attributes>(?:\\s+${names}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(?<selfClosing>/)?>`,
    '[^<]+',
  ].join('|'),
  'y',
);
/** XML's own entities and the HTML ones that Confluence declares; any other name is an error. */
const entity = /&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|(?<name>\w{1,20}));|&/g;
const entityNames = wordSet(`
  amp lt gt quot apos nbsp ndash mdash hellip lsquo rsquo ldquo rdquo bull middot copy reg trade
  euro pound yen cent sect para deg plusmn times divide larr rarr uarr darr harr laquo raquo auml
  ouml uuml Auml Ouml Uuml szlig eacute egrave ecirc agrave aacute acirc ccedil iacute oacute
  uacute ntilde aring le ge ne infin sum frac12 frac14 frac34 sup2 sup3 micro thinsp ensp emsp
  zwj zwnj shy iexcl iquest ordm ordf dagger Dagger permil prime Prime check
`);

/** What keeps a storage body from being well-formed XHTML, worded as Confluence words it; `undefined` if nothing does. */
export function xhtmlProblem(body: string): string | undefined {
  const open: string[] = [];
  let offset = 0;
  while (offset < body.length) {
    piece.lastIndex = offset;
    const match = piece.exec(body);
    if (match === null) return at(body, offset, `Unexpected character '${body[offset + 1] ?? '<'}' in markup`);
    const [text] = match;
    const { name, close, selfClosing } = match.groups ?? {};
    const checked = name === undefined ? (text.startsWith('<!') ? '' : text) : (match.groups?.['attributes'] ?? '');
    const undeclared = undeclaredEntity(checked);
    if (undeclared !== undefined) return at(body, offset, undeclared);
    if (name !== undefined && close !== undefined) {
      const expected = open.pop();
      if (expected === undefined) return at(body, offset, `Unexpected close tag </${name}>`);
      if (expected !== name) return at(body, offset, `Unexpected close tag </${name}>; expected </${expected}>.`);
    } else if (name !== undefined && selfClosing === undefined && open.push(name) > maxDepth) {
      return at(body, offset, 'Elements are nested too deeply');
    }
    offset += text.length;
  }
  const unclosed = open.pop();
  return unclosed === undefined
    ? undefined
    : at(body, offset, `Unexpected EOF; was expecting a close tag for element <${unclosed}>`);
}

function undeclaredEntity(text: string): string | undefined {
  for (const match of text.matchAll(entity)) {
    const name = match.groups?.['name'];
    if (match[0] === '&') return "Unexpected character ' ' in entity reference";
    if (name !== undefined && !entityNames.has(name)) return `Undeclared general entity "${name}"`;
  }
  return undefined;
}

function at(body: string, offset: number, problem: string): string {
  const lines = body.slice(0, offset).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return `Error parsing xhtml: ${problem}\n at [row,col {unknown-source}]: [${lines.length},${column}]`;
}

/** The words of a storage body, for searching and excerpts. */
export function storageText(body: string): string {
  return body
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, code: string) => code.replace(/</g, '&lt;'))
    .replace(/<(ac:parameter|ac:task-id|ac:task-status)\b[^>]*>[^<]*<\/\1>/g, ' ')
    .replace(/<\/?(?:strong|em|code|u|s|sub|sup|span|a|ac:inline-comment-marker)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&(?:nbsp|#160);/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
