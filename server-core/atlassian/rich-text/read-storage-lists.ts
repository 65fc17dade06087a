import type { Block, Task } from './rich-text.ts';
import { attribute, elementsOf, firstOf, textIn, type XmlElement, type XmlNode } from './storage-xml.ts';
import { tableGrid } from './table-grid.ts';

type Inside = (nodes: readonly XmlNode[]) => Block[];

/** The items of `ul` or `ol`. What stands between items, such as a list in an old page, belongs to the one before. */
export function readStorageList(list: XmlElement, inside: Inside): Block[][] {
  const items: Block[][] = [];
  for (const node of list.children) {
    if (typeof node !== 'string' && node.name === 'li') items.push(inside(node.children));
    else {
      const blocks = inside([node]);
      if (blocks.length > 0) items.push([...(items.pop() ?? []), ...blocks]);
    }
  }
  return items;
}

/** The tasks of `ac:task-list`; a list right inside of it belongs to the task before. */
export function readStorageTasks(list: XmlElement, inside: Inside): Task[] {
  const tasks: Task[] = [];
  for (const element of elementsOf(list)) {
    if (element.name === 'ac:task') tasks.push(taskOf(element, inside));
    else {
      const last = tasks.pop() ?? { done: false, blocks: [] };
      tasks.push({ ...last, blocks: [...last.blocks, ...inside([element])] });
    }
  }
  return tasks;
}

function taskOf(task: XmlElement, inside: Inside): Task {
  const status = firstOf(task, 'ac:task-status');
  const body = firstOf(task, 'ac:task-body');
  return {
    done: status !== undefined && textIn(status).trim() === 'complete',
    blocks: body === undefined ? [] : inside(body.children),
  };
}

/** A table, after its caption. */
export function readStorageTable(table: XmlElement, inside: Inside): Block[] {
  const caption = firstOf(table, 'caption');
  const rows = rowsOf(table).map((row) =>
    elementsOf(row)
      .filter(({ name }) => name === 'th' || name === 'td')
      .map((cell) => ({
        header: cell.name === 'th',
        blocks: inside(cell.children),
        columns: Number(attribute(cell, 'colspan')),
        rows: Number(attribute(cell, 'rowspan')),
      })),
  );
  return [...(caption === undefined ? [] : inside(caption.children)), ...tableGrid(rows)];
}

function rowsOf(table: XmlElement): XmlElement[] {
  return elementsOf(table).flatMap((element) => {
    if (element.name === 'tr') return [element];
    return ['thead', 'tbody', 'tfoot'].includes(element.name) ? elementsOf(element, 'tr') : [];
  });
}
