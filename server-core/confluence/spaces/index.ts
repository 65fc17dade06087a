import type { Toolset } from '../../toolset.ts';
import { getConfluenceSpaces } from './get-confluence-spaces.ts';

export const spaces: Toolset = { name: 'confluence-spaces', tools: [getConfluenceSpaces] };
