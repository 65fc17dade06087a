import type { Toolset } from '../../toolset.ts';
import { getConfluenceRestrictions } from './get-confluence-restrictions.ts';
import { setConfluenceRestrictions } from './set-confluence-restrictions.ts';

export const restrictions: Toolset = {
  name: 'confluence-restrictions',
  tools: [getConfluenceRestrictions, setConfluenceRestrictions],
};
