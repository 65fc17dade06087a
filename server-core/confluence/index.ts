import type { Product } from '../product.ts';
import { attachments } from './attachments/index.ts';
import { comments } from './comments/index.ts';
import { labels } from './labels/index.ts';
import { pages } from './pages/index.ts';
import { answerConfluenceQuestion } from './prompts/answer-confluence-question.ts';
import { createConfluenceContent } from './prompts/create-confluence-content.ts';
import { summarizeConfluencePage } from './prompts/summarize-confluence-page.ts';
import { pageResource } from './resources/page.ts';
import { spacePageResource } from './resources/space-page.ts';
import { restrictions } from './restrictions/index.ts';
import { search } from './search/index.ts';
import { spaces } from './spaces/index.ts';
import { templates } from './templates/index.ts';
import { tree } from './tree/index.ts';
import { users } from './users/index.ts';
import { versions } from './versions/index.ts';

export const confluence: Product = {
  toolsets: [pages, tree, search, spaces, comments, versions, labels, restrictions, templates, attachments, users],
  prompts: [summarizeConfluencePage, createConfluenceContent, answerConfluenceQuestion],
  resources: [pageResource, spacePageResource],
};
