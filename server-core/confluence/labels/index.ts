import type { Toolset } from '../../toolset.ts';
import { getConfluenceLabels } from './get-confluence-labels.ts';
import { updateConfluenceLabels } from './update-confluence-labels.ts';

export const labels: Toolset = { name: 'confluence-labels', tools: [getConfluenceLabels, updateConfluenceLabels] };
