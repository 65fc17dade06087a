import { describe, expect, it } from 'vitest';
import { statusHistoryMarkdown } from '../../../../server-core/jira/issues/issue-markdown.ts';

const change = { at: '2026-01-04T08:00:00.000+0000', author: 'Noah', from: 'To Do', to: 'Done' };
const line = '- 2026-01-04 08:00 UTC: To Do → Done (Noah)';

describe('statusHistoryMarkdown', () => {
  it('lists the changes', () => {
    expect(statusHistoryMarkdown({ changes: [change], complete: true })).toBe(`## Status History\n\n${line}`);
  });

  it('says that the status has never changed only where it knows that', () => {
    expect(statusHistoryMarkdown({ changes: [], complete: true })).toContain('never changed');
    expect(statusHistoryMarkdown({ changes: [], complete: false })).not.toContain('never changed');
  });

  it.each([[[]], [[change]]])('says that changes are missing', (changes) => {
    expect(statusHistoryMarkdown({ changes, complete: false })).toMatch(/^## Status History\n\nIncomplete: /);
  });
});
