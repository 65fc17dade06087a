import type { Toolset } from '../../toolset.ts';
import { estimateStoryPoints } from './estimate-story-points.ts';
import { getDailyStandupSummary } from './get-daily-standup-summary.ts';
import { getTaskAssignmentRecommendations } from './get-task-assignment-recommendations.ts';

export const planning: Toolset = {
  name: 'jira-planning',
  tools: [getDailyStandupSummary, getTaskAssignmentRecommendations, estimateStoryPoints],
};
