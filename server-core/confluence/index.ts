import type { Toolset } from '../toolset.ts';
import { answerConfluenceQuestion } from './prompts/answer-confluence-question.ts';
import { createConfluenceContent } from './prompts/create-confluence-content.ts';
import { summarizeConfluencePage } from './prompts/summarize-confluence-page.ts';
import { pageResource } from './resources/page.ts';
import { spacePageResource } from './resources/space-page.ts';
import { askConfluencePage } from './tools/ask-confluence-page.ts';
import { commentConfluencePage } from './tools/comment-confluence-page.ts';
import { createConfluencePage } from './tools/create-confluence-page.ts';
import { getConfluencePage } from './tools/get-confluence-page.ts';
import { searchConfluence } from './tools/search-confluence.ts';
import { updateConfluencePage } from './tools/update-confluence-page.ts';

export const confluence: Toolset = {
  name: 'confluence',
  tools: [
    createConfluencePage,
    updateConfluencePage,
    commentConfluencePage,
    getConfluencePage,
    searchConfluence,
    askConfluencePage,
  ],
  prompts: [summarizeConfluencePage, createConfluenceContent, answerConfluenceQuestion],
  resources: [pageResource, spacePageResource],
};
