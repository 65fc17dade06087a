import * as z from 'zod';
import { definePrompt } from '../../prompt.ts';

export const createConfluenceContent = definePrompt({
  name: 'create-confluence-content',
  title: 'Draft a Confluence page',
  description: 'Asks for the text of a new Confluence page.',
  input: () =>
    z.strictObject({
      title: z.string().trim().min(1).describe('Title of the page'),
      topic: z.string().trim().min(1).describe('What the page is about'),
    }),
  write: async ({ title, topic }) =>
    `Draft a Confluence page titled "${title}" about: ${topic}\n\n` +
    'Write Markdown: a short opening that says what the page is for, then sections with headings, lists and tables ' +
    'where they help. Mark what you cannot know as an open question instead of inventing it.',
});
