import type { Toolset } from '../../toolset.ts';
import { askConfluencePage } from './ask-confluence-page.ts';
import { createConfluencePage } from './create-confluence-page.ts';
import { deleteConfluencePage } from './delete-confluence-page.ts';
import { getConfluencePage } from './get-confluence-page.ts';
import { updateConfluencePage } from './update-confluence-page.ts';
import { updateConfluenceSection } from './update-confluence-section.ts';

export const pages: Toolset = {
  name: 'confluence-pages',
  tools: [
    createConfluencePage,
    updateConfluencePage,
    updateConfluenceSection,
    getConfluencePage,
    askConfluencePage,
    deleteConfluencePage,
  ],
};
