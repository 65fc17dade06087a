import type { Toolset } from '../../toolset.ts';
import { findConfluenceUsers } from './find-confluence-users.ts';
import { getConfluenceUser } from './get-confluence-user.ts';

export const users: Toolset = { name: 'confluence-users', tools: [findConfluenceUsers, getConfluenceUser] };
