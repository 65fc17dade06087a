import type { Toolset } from '../../toolset.ts';
import { createConfluencePageFromTemplate } from './create-confluence-page-from-template.ts';
import { getConfluenceTemplate } from './get-confluence-template.ts';
import { getConfluenceTemplates } from './get-confluence-templates.ts';

export const templates: Toolset = {
  name: 'confluence-templates',
  tools: [getConfluenceTemplates, getConfluenceTemplate, createConfluencePageFromTemplate],
};
