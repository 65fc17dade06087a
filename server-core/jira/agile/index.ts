import type { Toolset } from '../../toolset.ts';
import { createSprint } from './create-sprint.ts';
import { getAgileBoards } from './get-agile-boards.ts';
import { getBoardEpics } from './get-board-epics.ts';
import { getBoardIssues } from './get-board-issues.ts';
import { getBoardSprints } from './get-board-sprints.ts';
import { getEpicIssues } from './get-epic-issues.ts';
import { getSprintIssues } from './get-sprint-issues.ts';
import { moveIssuesToBacklog } from './move-issues-to-backlog.ts';
import { moveIssuesToEpic } from './move-issues-to-epic.ts';
import { moveIssuesToSprint } from './move-issues-to-sprint.ts';
import { updateSprint } from './update-sprint.ts';

export const agile: Toolset = {
  name: 'jira-agile',
  tools: [
    getAgileBoards,
    getBoardSprints,
    getBoardIssues,
    getSprintIssues,
    createSprint,
    updateSprint,
    moveIssuesToSprint,
    moveIssuesToBacklog,
    getBoardEpics,
    getEpicIssues,
    moveIssuesToEpic,
  ],
};
