import { InvalidArgumentsError } from '../../errors.ts';
import { nameArgument } from '../name-argument.ts';
import { numberId } from '../number-id.ts';

/** The argument that names a comment. */
export function commentId() {
  return numberId('Comment id, from get-jira-comments');
}

/** The arguments that keep a comment to some. */
export function visibilityArguments() {
  return {
    visibility_role: nameArgument('Role that alone sees it').optional(),
    visibility_group: nameArgument('Group that alone sees it').optional(),
  };
}

interface Visibility {
  readonly visibility_role?: string | undefined;
  readonly visibility_group?: string | undefined;
}

/** The same as the site takes it; `undefined` where nobody is named. */
export function visibilityOf({ visibility_role: role, visibility_group: group }: Visibility) {
  if (role !== undefined && group !== undefined) {
    throw new InvalidArgumentsError('a comment', ['visibility_role, visibility_group: give one of them']);
  }
  if (role !== undefined) return { type: 'role', value: role };
  return group === undefined ? undefined : { type: 'group', value: group };
}
