import type { User } from '../people.ts';

/** Pieces of storage format. Source: "Confluence storage format" of Atlassian's documentation. */

const parameters = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `<ac:parameter ac:name="${name}">${value}</ac:parameter>`)
    .join('');

export const codeMacro = (language: string, text: string): string =>
  `<ac:structured-macro ac:name="code" ac:schema-version="1">${parameters({ language })}<ac:plain-text-body><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></ac:plain-text-body></ac:structured-macro>`;

export const boxMacro = (kind: 'info' | 'note' | 'warning' | 'tip' | 'expand', body: string, title?: string): string =>
  `<ac:structured-macro ac:name="${kind}" ac:schema-version="1">${title === undefined ? '' : parameters({ title })}<ac:rich-text-body>${body}</ac:rich-text-body></ac:structured-macro>`;

export const macro = (name: string, values: Readonly<Record<string, string>> = {}): string =>
  `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${parameters(values)}</ac:structured-macro>`;

/** A macro of an app that no reader knows: its body must survive all the same. */
export const appMacro = (name: string, text: string): string =>
  `<ac:structured-macro ac:name="${name}" ac:schema-version="1"><ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body></ac:structured-macro>`;

export const pageLink = (title: string, text = title, spaceKey?: string): string =>
  `<ac:link><ri:page${spaceKey === undefined ? '' : ` ri:space-key="${spaceKey}"`} ri:content-title="${title}" /><ac:link-body>${text}</ac:link-body></ac:link>`;

export const userLink = (user: User): string => `<ac:link><ri:user ri:account-id="${user.accountId}" /></ac:link>`;

export const jiraMacro = (key: string): string => macro('jira', { server: 'System Jira', key });

export const taskList = (...entries: readonly (readonly [done: boolean, body: string])[]): string => {
  const items = entries.map(
    ([done, body], index) =>
      `<ac:task><ac:task-id>${index + 1}</ac:task-id><ac:task-status>${done ? 'complete' : 'incomplete'}</ac:task-status><ac:task-body>${body}</ac:task-body></ac:task>`,
  );
  return `<ac:task-list>${items.join('')}</ac:task-list>`;
};

/** The first row is the header. Cells are storage format. */
export const table = (...rows: readonly (readonly string[])[]): string => {
  const lines = rows.map((row, index) => {
    const tag = index === 0 ? 'th' : 'td';
    return `<tr>${row.map((cell) => `<${tag}><p>${cell}</p></${tag}>`).join('')}</tr>`;
  });
  return `<table data-layout="default"><tbody>${lines.join('')}</tbody></table>`;
};

export const list = (...items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li><p>${item}</p></li>`).join('')}</ul>`;
