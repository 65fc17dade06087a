import type { Toolset } from '../../toolset.ts';
import { searchConfluence } from './search-confluence.ts';

export const search: Toolset = { name: 'confluence-search', tools: [searchConfluence] };
