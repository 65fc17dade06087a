import * as z from 'zod';
import { definePrompt } from '../../prompt.ts';

export const createJiraDescription = definePrompt({
  name: 'create-jira-description',
  title: 'Draft the description of a Jira issue',
  description: 'Asks for the description of a new Jira issue, in sections that suit its type.',
  input: () =>
    z.strictObject({
      summary: z.string().trim().min(1).describe('Title of the issue'),
      issue_type: z.string().trim().min(1).describe('Type of the issue, such as Bug, Story or Task'),
    }),
  write: async ({ summary, issue_type }) =>
    `Draft the description of a Jira issue of type ${issue_type} with the title "${summary}".\n\n` +
    `${outlineOf(issue_type)}\n\nWrite Markdown. Mark what you cannot know as an open question instead of inventing it.`,
});

function outlineOf(issueType: string): string {
  switch (issueType.toLowerCase()) {
    case 'bug':
      return 'Use these sections: Steps to Reproduce, Expected Behavior, Actual Behavior, Environment, Impact.';
    case 'story':
    case 'feature':
      return 'Open with "As a … I want … so that …", then the sections: Background, Acceptance Criteria, Out of Scope.';
    default:
      return 'Use these sections: Goal, Background, Work to Be Done, Acceptance Criteria.';
  }
}
