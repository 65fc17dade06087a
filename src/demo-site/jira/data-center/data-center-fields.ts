import { type IssueField, issueFields } from '../issue-fields.ts';
import type { Sprint } from '../records.ts';
import { attachmentView } from './attachment-view.ts';

/** The epic of an issue is a custom field; `parent` is for sub-tasks alone. */
export const epicLinkField = 'customfield_10014';
/** Required of an epic on a real site; here it is always the summary. */
export const epicNameField = 'customfield_10011';

const epicCustom = (type: string, kind: string, customId: number) => ({
  type,
  custom: `com.pyxis.greenhopper.jira:${kind}`,
  customId,
});

/** The fields of an issue on Data Center, in the place of the cloud's. */
export const dataCenterFields: readonly IssueField[] = [
  ...issueFields.filter(({ id }) => id !== 'statuscategorychangedate').map(inDataCenter),
  {
    id: epicLinkField,
    name: 'Epic Link',
    schema: epicCustom('any', 'gh-epic-link', 10014),
    show: ({ type, parent }) => (type.subtask ? null : (parent?.key ?? null)),
  },
  {
    id: epicNameField,
    name: 'Epic Name',
    schema: epicCustom('string', 'gh-epic-label', 10011),
    show: ({ type, summary }) => (type.hierarchyLevel === 1 ? summary : null),
  },
];

function inDataCenter(field: IssueField): IssueField {
  switch (field.id) {
    case 'parent':
      return {
        ...field,
        show: (issue, site, user) => (issue.type.subtask ? field.show(issue, site, user) : undefined),
      };
    case 'customfield_10020':
      return {
        ...field,
        schema: { ...field.schema, items: 'string' },
        show: ({ sprints }) => (sprints.length === 0 ? null : sprints.map(sprintText)),
      };
    case 'attachment':
      return { ...field, show: ({ attachments }, site) => attachments.map((one) => attachmentView(one, site)) };
    default:
      return field;
  }
}

/** Data Center shows a sprint inside an issue as Java prints it. */
function sprintText({ id, name, state, goal, board, start, end, completed }: Sprint): string {
  const moment = (value: number | null) => (value === null ? '<null>' : new Date(value).toISOString());
  const members = {
    id,
    rapidViewId: board.id,
    state: state.toUpperCase(),
    name,
    startDate: moment(start),
    endDate: moment(end),
    completeDate: moment(completed),
    activatedDate: state === 'future' ? '<null>' : moment(start),
    sequence: id,
    goal,
    synced: false,
    autoStartStop: false,
    incompleteIssuesDestinationId: '<null>',
  };
  const listed = Object.entries(members).map(([key, value]) => `${key}=${value}`);
  return `com.atlassian.greenhopper.service.sprint.Sprint@${id.toString(16)}[${listed.join(',')}]`;
}
