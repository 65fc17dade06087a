import { at, textAt, type WireObject, wireList } from '../../atlassian/wire-value.ts';
import { readableInstant } from '../../instant.ts';
import type { JiraApi } from '../jira-api.ts';
import { linkedIssueLine } from './linked-issues.ts';

/** What people call a value that is an object, best first. */
const names = ['displayName', 'name', 'value', 'filename', 'title'];

/** A sprint as Data Center prints it inside an issue. */
const sprintOfJava = /^com\.atlassian\.greenhopper\.service\.sprint\.Sprint@.*[[,]name=([^,\]]*)/s;

/** The value of any field, custom ones too, as a person would read it; empty where there is none. */
export async function readableValue(jira: JiraApi, value: unknown): Promise<string> {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return sprintOfJava.exec(value)?.[1] ?? value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') return '';
  if (Array.isArray(value)) {
    const parts = await Promise.all(value.map((one) => readableValue(jira, one)));
    return parts.filter((part) => part !== '').join(parts.some((part) => part.includes('\n')) ? '\n\n' : ', ');
  }
  return readableObject(jira, { ...value });
}

async function readableObject(jira: JiraApi, value: WireObject): Promise<string> {
  if (value['type'] === 'doc' && 'content' in value) return (await jira.dialect.readText(value)).markdown.trim();
  for (const list of ['comments', 'worklogs']) {
    if (Array.isArray(value[list])) return readableEntries(jira, wireList(value[list], list));
  }
  const linked = linkedIssueLine(value);
  if (linked !== undefined) return linked;
  const name = names.map((member) => textAt(value, member)).find((text) => text !== undefined);
  if (name !== undefined) {
    // of a choice in two steps
    const child = textAt(value, 'child', 'value');
    return child === undefined ? name : `${name} → ${child}`;
  }
  const plain = Object.entries(value).filter(([key, member]) => key !== 'self' && typeof member !== 'object');
  return plain.map(([key, member]) => `${key} ${String(member)}`).join(', ');
}

async function readableEntries(jira: JiraApi, entries: readonly WireObject[]): Promise<string> {
  const texts = entries.map(async (entry) => {
    const { markdown } = await jira.dialect.readText(at(entry, 'body') ?? at(entry, 'comment'));
    const head = [textAt(entry, 'author', 'displayName') ?? 'Unknown', textAt(entry, 'timeSpent')];
    const when = readableInstant(textAt(entry, 'started') ?? textAt(entry, 'created'));
    return `${[...head, when].filter(Boolean).join(', ')}: ${markdown.trim()}`;
  });
  return (await Promise.all(texts)).join('\n\n');
}
