import { isJsonObject, type JsonObject, textAt } from '../../json.ts';
import type { People } from '../../people.ts';
import { type RichText, WikiText } from '../rich-text.ts';

type NodeWriter = (node: JsonObject, people: People) => string;

/**
 * A text as Data Center has it: what a client wrote as it wrote it, documents in Jira's wiki markup. What the markup has no
 * words for stays as its text. Notation: https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
 */
export function wikiMarkup(text: RichText, people: People): string {
  return text instanceof WikiText ? text.markup : blocks(text, people);
}

const writers: Readonly<Record<string, NodeWriter>> = {
  heading: (node, people) => `h${numberAt(node, 'level') ?? 1}. ${inline(node, people)}`,
  // A line that only looks like an item of a list is not one.
  paragraph: (node, people) => inline(node, people).replace(/^(?=(?:[*#]+|-) )/gm, '\\'),
  bulletList: (node, people) => items(node, people, '*'),
  orderedList: (node, people) => items(node, people, '#'),
  taskList: (node, people) => items(node, people, '*'),
  codeBlock: (node) => {
    const language = attribute(node, 'language');
    return `{code${language === undefined ? '' : `:${language}`}}\n${words(node)}\n{code}`;
  },
  panel: (node, people) => `{panel:title=${attribute(node, 'panelType') ?? 'info'}}\n${blocks(node, people)}\n{panel}`,
  blockquote: (node, people) => `{quote}\n${blocks(node, people)}\n{quote}`,
  table: (node, people) =>
    children(node)
      .map((row) => tableRow(row, people))
      .join('\n'),
  rule: () => '----',
  text: (node) => marked(node),
  hardBreak: () => '\n',
  mention: (node, people) => {
    const user = people.byAccountId(attribute(node, 'id') ?? '');
    return user === undefined ? (attribute(node, 'text') ?? '') : `[~${user.username}]`;
  },
  inlineCard: (node) => `[${attribute(node, 'url') ?? ''}]`,
  status: (node) => `*${escaped(attribute(node, 'text') ?? '')}*`,
};

function written(node: JsonObject, people: People): string {
  const writer = writers[String(node['type'])];
  return writer === undefined ? blocks(node, people) : writer(node, people);
}

function blocks(node: JsonObject, people: People): string {
  return children(node)
    .map((child) => written(child, people))
    .join('\n\n');
}

function inline(node: JsonObject, people: People): string {
  return children(node)
    .map((child) => written(child, people))
    .join('');
}

/** Each line carries the signs of all lists around it: `#*` is a bullet inside a numbered item. */
function items(list: JsonObject, people: People, signs: string): string {
  return children(list)
    .map((item) => {
      if (item['type'] === 'taskItem') {
        return `${signs} ${attribute(item, 'state') === 'DONE' ? '(/) ' : ''}${inline(item, people)}`;
      }
      const [first, ...rest] = children(item);
      const lines = rest.map((block) => {
        if (block['type'] === 'bulletList') return items(block, people, `${signs}*`);
        if (block['type'] === 'orderedList') return items(block, people, `${signs}#`);
        return written(block, people);
      });
      return [`${signs} ${first === undefined ? '' : written(first, people)}`, ...lines].join('\n');
    })
    .join('\n');
}

function tableRow(row: JsonObject, people: People): string {
  const cells = children(row).map((cell) => {
    const sign = cell['type'] === 'tableHeader' ? '||' : '|';
    // An empty cell needs a space, or its two signs would be those of a header.
    return `${sign}${blocks(cell, people).replaceAll('\n\n', '\n') || ' '}`;
  });
  return `${cells.join('')}${children(row).at(-1)?.['type'] === 'tableHeader' ? '||' : '|'}`;
}

const signs: Readonly<Record<string, string>> = { strong: '*', em: '_', strike: '-', underline: '+' };

function marked(node: JsonObject): string {
  const marks = Array.isArray(node['marks']) ? node['marks'].filter(isJsonObject) : [];
  const text = escaped(String(node['text']));
  return marks.reduce((inner, mark) => {
    if (mark['type'] === 'code') return `{{${inner}}}`;
    const href = attribute(mark, 'href');
    if (href !== undefined) return node['text'] === href ? `[${href}]` : `[${inner}|${href}]`;
    const sign = signs[String(mark['type'])] ?? '';
    return `${sign}${inner}${sign}`;
  }, text);
}

/** Signs that begin a macro, a link, a cell or an emphasis stay signs. */
function escaped(text: string): string {
  return text.replace(/[\\{}[\]|]|(?<=^|[\s(])[*_+](?=\S)/g, '\\$&');
}

function words(node: JsonObject): string {
  return `${textAt(node, 'text') ?? ''}${children(node).map(words).join('')}`;
}

function children(node: JsonObject): readonly JsonObject[] {
  return Array.isArray(node['content']) ? node['content'].filter(isJsonObject) : [];
}

function attribute(node: JsonObject, name: string): string | undefined {
  return textAt(node['attrs'], name);
}

function numberAt(node: JsonObject, name: string): number | undefined {
  const value = isJsonObject(node['attrs']) ? node['attrs'][name] : undefined;
  return typeof value === 'number' ? value : undefined;
}
