import type { Toolset } from '../../toolset.ts';
import { getConfluencePageDiff } from './get-confluence-page-diff.ts';
import { getConfluencePageVersion } from './get-confluence-page-version.ts';

export const versions: Toolset = {
  name: 'confluence-versions',
  tools: [getConfluencePageVersion, getConfluencePageDiff],
};
