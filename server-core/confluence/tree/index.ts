import type { Toolset } from '../../toolset.ts';
import { copyConfluencePage } from './copy-confluence-page.ts';
import { getConfluencePageTree } from './get-confluence-page-tree.ts';
import { moveConfluencePage } from './move-confluence-page.ts';

export const tree: Toolset = {
  name: 'confluence-tree',
  tools: [getConfluencePageTree, moveConfluencePage, copyConfluencePage],
};
