import type { Toolset } from '../../toolset.ts';
import { findJiraUsers } from './find-jira-users.ts';
import { getJiraUser } from './get-jira-user.ts';

export const users: Toolset = { name: 'jira-users', tools: [findJiraUsers, getJiraUser] };
