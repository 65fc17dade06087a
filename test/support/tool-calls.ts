import type { Deployment } from '../../src/demo-site/index.ts';

type Arguments = Record<string, unknown>;
/** What a tool gave as `structuredContent`. */
type Given = Record<string, string>;

/** Calls before the one that is meant: what it needs to be there. */
interface Preparation {
  readonly tool: string;
  readonly with: Arguments;
}

export interface ToolCall {
  readonly with: Arguments | ((given: Given) => Arguments);
  readonly after?: Preparation;
  /** Where the deployment's API cannot do it. */
  readonly notOn?: Deployment;
}

const issue = { issue_key: 'DEMO-5' };
const page = { page_id: '163843' };
const image = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/**
 * Calls of every tool that a fresh demo site answers, one at least each: with all that makes another request of it.
 * A test holds the names to those of the tools.
 */
export const toolCalls: Readonly<Record<string, readonly ToolCall[]>> = {
  'create-jira-issue': [
    {
      with: {
        project_key: 'DEMO',
        summary: 'Seats are lost on reload',
        issue_type: 'Task',
        description: '## Steps\n\n1. Choose a *seat*\n2. Reload\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n- [ ] open',
        assignee: 'Ana Costa',
        labels: ['seats'],
        priority: 'High',
        components: ['Web'],
      },
    },
  ],
  'create-jira-issues': [
    {
      with: {
        issues: [
          { project_key: 'DEMO', summary: 'One of two', issue_type: 'Task', description: 'First **text**' },
          { project_key: 'DEMO', summary: 'Two of two', issue_type: 'Bug' },
        ],
      },
    },
  ],
  'get-jira-issue': [
    { with: { ...issue, include_comments: true } },
    { with: { ...issue, include: ['all'] } },
    { with: { ...issue, fields: ['summary', 'customfield_10016'], format: 'raw' } },
  ],
  'search-jira-issues': [
    { with: { jql: 'project = DEMO ORDER BY created DESC', max_results: 5 } },
    { with: { jql: 'project = DEMO', fields: ['summary', 'status', 'customfield_10016'], include_total: true } },
  ],
  'update-jira-issue': [
    {
      with: {
        ...issue,
        summary: 'Another title',
        description: 'Another *text*',
        assignee: 'Ana Costa',
        priority: 'Low',
        add_labels: ['urgent'],
        fix_versions: ['2.6'],
        due_date: '2030-01-31',
      },
    },
    { with: { ...issue, assignee: 'none' } },
  ],
  'delete-jira-issue': [{ with: { issue_key: 'DEMO-42' } }],
  'transition-jira-issue': [
    { with: { ...issue, transition_name: 'Done', comment: 'It is **done**.' } },
    { with: { issue_key: 'DEMO-6', transition_id: '11' } },
  ],
  'get-jira-transitions': [{ with: issue }],
  'get-my-assigned-issues': [{ with: { max_results: 3 } }],
  'summarize-jira-issue': [{ with: issue }],
  'extract-confluence-links': [{ with: issue }],

  'comment-jira-issue': [{ with: { ...issue, comment: 'A comment with a [link](https://example.com).' } }],
  'get-jira-comments': [{ with: { ...issue, max_results: 2 } }],
  'update-jira-comment': [
    {
      after: { tool: 'comment-jira-issue', with: { ...issue, comment: 'First' } },
      with: ({ comment_id }) => ({ ...issue, comment_id, comment: 'Second' }),
    },
  ],
  'delete-jira-comment': [
    {
      after: { tool: 'comment-jira-issue', with: { ...issue, comment: 'First' } },
      with: ({ comment_id }) => ({ ...issue, comment_id }),
    },
  ],

  'link-jira-issues': [{ with: { ...issue, link_type: 'blocks', to_issue_key: 'DEMO-6' } }],
  'delete-jira-link': [{ with: { link_id: '10700' } }],
  'get-jira-link-types': [{ with: {} }],
  'add-jira-web-link': [{ with: { ...issue, url: 'https://example.com/plan', title: 'The plan' } }],

  'add-jira-worklog': [{ with: { ...issue, time_spent: '1h 30m', comment: 'Looked into *it*', remaining: '2h' } }],
  'get-jira-worklogs': [{ with: issue }],
  'delete-jira-worklog': [
    {
      after: { tool: 'add-jira-worklog', with: { ...issue, time_spent: '30m' } },
      with: ({ worklog_id }) => ({ ...issue, worklog_id }),
    },
  ],

  'get-jira-watchers': [{ with: issue }],
  'watch-jira-issue': [{ with: issue }, { with: { ...issue, person: 'Ana Costa' } }],
  'unwatch-jira-issue': [
    { after: { tool: 'watch-jira-issue', with: { issue_key: 'DEMO-6' } }, with: { issue_key: 'DEMO-6' } },
  ],

  'get-jira-attachments': [{ with: issue }],
  'upload-jira-attachment': [{ with: { ...issue, file_name: 'notes.txt', text: 'Some notes' } }],
  'download-jira-attachment': [
    {
      after: { tool: 'upload-jira-attachment', with: { ...issue, file_name: 'dot.png', content_base64: image } },
      with: ({ attachment_id }) => ({ attachment_id }),
    },
  ],
  'delete-jira-attachment': [
    {
      after: { tool: 'upload-jira-attachment', with: { ...issue, file_name: 'notes.txt', text: 'Some notes' } },
      with: ({ attachment_id }) => ({ attachment_id }),
    },
  ],

  'get-jira-projects': [{ with: {} }, { with: { query: 'dem', max_results: 1 } }],
  'get-jira-project': [
    { with: { project_key: 'DEMO', include: ['issue_types', 'components', 'versions', 'statuses'] } },
  ],
  'get-jira-create-fields': [{ with: { project_key: 'DEMO', issue_type: 'Bug' } }],
  'get-jira-fields': [{ with: { query: 'points' } }],
  'create-jira-version': [{ with: { project_key: 'DEMO', name: '3.0', release_date: '2031-01-31' } }],
  'update-jira-version': [{ with: { version_id: '10001', released: true, description: 'Checkout' } }],
  'create-jira-component': [{ with: { project_key: 'DEMO', name: 'Search', lead: 'Ana Costa' } }],
  'update-jira-component': [{ with: { component_id: '10001', description: 'The API' } }],

  'find-jira-users': [{ with: { query: 'ana' } }, { with: { query: 'ana', project_key: 'DEMO' } }],
  'get-jira-user': [{ with: {} }, { with: { person: 'Ana Costa' } }],

  'get-agile-boards': [{ with: { project_key: 'DEMO' } }],
  'get-board-sprints': [{ with: { board_id: '1', state: 'all' } }],
  'get-board-issues': [{ with: { board_id: '1', max_results: 3 } }, { with: { board_id: '1', which: 'backlog' } }],
  'get-sprint-issues': [{ with: { sprint_id: '12', jql: 'status = Done' } }],
  'create-sprint': [{ with: { board_id: '1', name: 'Sprint 9', goal: 'Faster' } }],
  'update-sprint': [
    { with: { sprint_id: '12', state: 'closed' } },
    { with: { sprint_id: '13', goal: 'Fewer clicks' } },
  ],
  'move-issues-to-sprint': [{ with: { sprint_id: '13', issue_keys: ['DEMO-5', 'DEMO-17'] } }],
  'move-issues-to-backlog': [{ with: { issue_keys: ['DEMO-5'] } }],
  'get-board-epics': [{ with: { board_id: '1' } }],
  'get-epic-issues': [{ with: { epic_key: 'DEMO-1' } }],
  'move-issues-to-epic': [
    { with: { epic_key: 'DEMO-2', issue_keys: ['DEMO-5'] } },
    { with: { epic_key: 'none', issue_keys: ['DEMO-5'] } },
  ],

  'get-daily-standup-summary': [{ with: { board_id: '1' } }],
  'get-task-assignment-recommendations': [{ with: issue }],
  'estimate-story-points': [{ with: issue }],

  'create-confluence-page': [
    {
      with: {
        space_key: 'DEMO',
        title: 'New',
        content: '# One\n\nText\n\n- [ ] open',
        parent_id: '163843',
        labels: ['new'],
      },
    },
  ],
  'update-confluence-page': [{ with: { page_id: '163844', title: 'Timetable search', content: 'New text' } }],
  'update-confluence-section': [
    {
      after: {
        tool: 'create-confluence-page',
        with: { space_key: 'DEMO', title: 'Sections', content: '# One\n\nA\n\n# Two\n\nB' },
      },
      with: ({ id }) => ({ page_id: id, heading: 'One', content: 'Changed' }),
    },
  ],
  'get-confluence-page': [
    {
      with: {
        ...page,
        include_comments: true,
        include_history: true,
        include: ['labels', 'ancestors', 'children', 'attachments', 'restrictions'],
      },
    },
    { with: { title: 'Timetable search', space_key: 'DEMO', format: 'raw' } },
  ],
  'ask-confluence-page': [{ with: { ...page, question: 'How long may a checkout take?' } }],
  'delete-confluence-page': [{ with: { page_id: '163845' } }],
  'get-confluence-page-tree': [{ with: { space_key: 'DEMO' } }, { with: { page_id: '163842' } }],
  'move-confluence-page': [
    { with: { page_id: '163845', target_id: '163844' } },
    { with: { page_id: '163845', space_key: 'TEAM' }, notOn: 'data-center' },
  ],
  'copy-confluence-page': [{ with: { ...page, title: 'A copy', parent_id: '163844' } }],
  'search-confluence': [{ with: { query: 'checkout', space_key: 'DEMO', max_results: 3 } }],
  'get-confluence-spaces': [{ with: { type: 'global' } }, { with: { query: 'ferry' } }],

  'comment-confluence-page': [{ with: { ...page, comment: 'A comment' } }],
  'get-confluence-comments': [{ with: page }],
  'reply-to-confluence-comment': [{ with: { comment_id: '229377', comment: 'A reply' } }],
  'comment-confluence-text': [
    { with: { ...page, text: 'under a minute', comment: 'Which one?' }, notOn: 'data-center' },
  ],
  'update-confluence-comment': [{ with: { comment_id: '229377', comment: 'Another text' } }],
  'delete-confluence-comment': [{ with: { comment_id: '229377' } }],

  'get-confluence-page-version': [{ with: { ...page, version: 1 } }],
  'get-confluence-page-diff': [{ with: { ...page, from_version: 1 } }],

  'get-confluence-labels': [{ with: page }],
  'update-confluence-labels': [{ with: { ...page, add: ['fresh'], remove: ['howto'] } }],

  'get-confluence-restrictions': [{ with: page }],
  'set-confluence-restrictions': [
    { with: { ...page, edit_users: ['Ana Costa', 'Ben Okafor'] } },
    { with: { ...page, clear: true } },
  ],

  'get-confluence-templates': [{ with: { space_key: 'DEMO' }, notOn: 'data-center' }],
  'get-confluence-template': [{ with: { template_id: '360449' }, notOn: 'data-center' }],
  'create-confluence-page-from-template': [
    { with: { template_id: '360449', space_key: 'DEMO', title: 'From a template' }, notOn: 'data-center' },
  ],

  'get-confluence-attachments': [{ with: page }],
  'upload-confluence-attachment': [
    { with: { ...page, file_name: 'notes.txt', text: 'Some notes', comment: 'New' } },
    { with: { ...page, file_name: 'checkout-times.csv', text: 'a,b' } },
  ],
  'download-confluence-attachment': [{ with: { ...page, attachment_id: 'att327681' } }],
  'delete-confluence-attachment': [{ with: { ...page, attachment_id: 'att327681' } }],

  'find-confluence-users': [{ with: { query: 'ana' } }],
  'get-confluence-user': [{ with: {} }, { with: { person: 'Ana Costa' } }],
};
