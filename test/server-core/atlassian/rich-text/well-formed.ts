const TOKEN =
  /<!\[CDATA\[[\s\S]*?\]\]>|<(?<close>\/?)(?<name>[A-Za-z][\w:.-]*)(?<attributes>(?: [\w:.-]+="[^"<]*")*) ?(?<empty>\/?)>|(?<text>[^<]+)/y;
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;

/**
 * The first thing that keeps a text from being the content of an XML element: a tag that does not pair up, a bare `<` or
 * `&`, a character that XML 1.0 lacks. `undefined` where it is well-formed. Namespaces are Confluence's to declare.
 */
export function malformation(xml: string): string | undefined {
  const open: string[] = [];
  let at = 0;
  while (at < xml.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(xml);
    if (token === null) return `no token at ${xml.slice(at, at + 40)}`;
    const { close, name, attributes = '', empty, text = '' } = token.groups ?? {};
    if (REFERENCE.test(text + attributes) || text.includes(']]>')) return `bare & or ]]> in ${token[0]}`;
    if (name !== undefined && close === '/' && open.pop() !== name) return `</${name}> closes another element`;
    if (name !== undefined && close !== '/' && empty !== '/') open.push(name);
    at = TOKEN.lastIndex;
  }
  if (open.length > 0) return `<${open.at(-1)}> is never closed`;
  return /(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u.test(xml) ? 'a character that XML cannot hold' : undefined;
}
