import type { Space, Template } from '../confluence/records.ts';
import { boxMacro, table, taskList } from './storage-builder.ts';

interface TemplateSeed extends Pick<Template, 'name' | 'description' | 'body'> {
  /** Key of the space; without one every space offers it. */
  readonly space?: Space['key'];
  readonly labels: readonly string[];
}

/** What people write often: decisions and release notes of DEMO, and meeting notes everywhere. */
export const demoTemplates: readonly TemplateSeed[] = [
  {
    name: 'Decision',
    description: 'What was decided, by whom, and why',
    space: 'DEMO',
    labels: ['decision'],
    body: `${table(['Status', 'Decided by', 'Date'], ['<at:var at:name="status" />', '<ac:placeholder>Who decides?</ac:placeholder>', '<ac:placeholder>When?</ac:placeholder>'])}<h2>Why</h2><p><ac:placeholder>What makes it necessary?</ac:placeholder></p><h2>What</h2><p><ac:placeholder>What is done, and what is not?</ac:placeholder></p>`,
  },
  {
    name: 'Release notes page',
    description: 'What passengers get with a release',
    space: 'DEMO',
    labels: ['release'],
    body: `<h2>New</h2><ul><li><p><ac:placeholder>What can passengers do now?</ac:placeholder></p></li></ul><h2>Fixed</h2><p><ac:placeholder>Issues</ac:placeholder></p>${boxMacro('note', '<p>Known problems: none.</p>')}`,
  },
  {
    name: 'Meeting notes',
    description: 'Who met, what was said, what is to be done',
    labels: ['meeting-notes'],
    body: `<h2>Date</h2><p><ac:placeholder>Date</ac:placeholder></p><h2>Participants</h2><p><ac:placeholder ac:type="mention">Who was there?</ac:placeholder></p><h2>Notes</h2><p></p><h2>Actions</h2>${taskList([false, '<ac:placeholder>Who does what?</ac:placeholder>'])}`,
  },
];
