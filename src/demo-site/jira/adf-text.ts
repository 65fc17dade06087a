import { isJsonObject, type JsonObject, textAt } from '../json.ts';
import { type RichText, WikiText } from './rich-text.ts';

const blocks = new Set(['paragraph', 'heading', 'codeBlock', 'listItem', 'tableRow', 'taskItem', 'blockquote']);

/** The words of a text, for searching. */
export function adfText(text: RichText | null): string {
  if (text instanceof WikiText) return text.markup;
  return text === null ? '' : nodeText(text);
}

function nodeText(node: JsonObject): string {
  const attrs = isJsonObject(node['attrs']) ? node['attrs'] : {};
  const own = textAt(node, 'text') ?? textAt(attrs, 'text') ?? textAt(attrs, 'url') ?? '';
  const inner = children(node).map(nodeText).join('');
  return `${own}${inner}${blocks.has(String(node['type'])) ? '\n' : ''}`;
}

const tags: Readonly<Record<string, string>> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  codeBlock: 'pre',
  table: 'table',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
};

/** The text as HTML, for `renderedFields`; plainer than Jira's, but with the same words and blocks. */
export function adfHtml(text: RichText | null): string {
  if (text instanceof WikiText) return `<p>${escaped(text.markup)}</p>`;
  return text === null ? '' : nodeHtml(text);
}

function nodeHtml(node: JsonObject): string {
  const type = String(node['type']);
  const attrs = isJsonObject(node['attrs']) ? node['attrs'] : {};
  if (type === 'text') return markedHtml(node);
  if (type === 'hardBreak') return '<br/>';
  if (type === 'rule') return '<hr/>';
  const inner = children(node).map(nodeHtml).join('') || escaped(textAt(attrs, 'text') ?? textAt(attrs, 'url') ?? '');
  if (type === 'heading') {
    const level = typeof attrs['level'] === 'number' ? attrs['level'] : 1;
    return `<h${level}>${inner}</h${level}>`;
  }
  const tag = tags[type];
  return tag === undefined ? inner : `<${tag}>${inner}</${tag}>`;
}

function markedHtml(node: JsonObject): string {
  const marks = Array.isArray(node['marks']) ? node['marks'].filter(isJsonObject) : [];
  return marks.reduce(
    (inner, mark) => {
      const attrs = isJsonObject(mark['attrs']) ? mark['attrs'] : {};
      switch (mark['type']) {
        case 'strong':
          return `<b>${inner}</b>`;
        case 'em':
          return `<em>${inner}</em>`;
        case 'code':
          return `<tt>${inner}</tt>`;
        case 'link':
          return `<a href="${escaped(textAt(attrs, 'href') ?? '')}">${inner}</a>`;
        default:
          return inner;
      }
    },
    escaped(String(node['text'])),
  );
}

function children(node: JsonObject): readonly JsonObject[] {
  return Array.isArray(node['content']) ? node['content'].filter(isJsonObject) : [];
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
