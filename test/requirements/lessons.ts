/** What users of other servers for Jira and Confluence have run into, and what follows from it here. */
export interface Lesson {
  readonly number: number;
  readonly sentence: string;
  /** Why no test of the server has it, where none does. */
  readonly elsewhere?: string;
}

/** Tests cite a lesson in a title: `(lesson 8)` or `lesson 8:`. */
export const lessons: readonly Lesson[] = [
  {
    number: 1,
    sentence:
      'A search of Jira Cloud names its fields, and an endpoint that is gone is an error and not an empty list.',
  },
  { number: 2, sentence: 'A list says that there is more, and takes the token that goes on.' },
  { number: 3, sentence: 'Markdown that is written to Jira Cloud arrives as formatted text.' },
  { number: 4, sentence: 'Nested lists and task lists survive.' },
  { number: 5, sentence: 'A literal \\n becomes a line end only where it can be nothing else.' },
  { number: 6, sentence: 'A text can be read and written as the site has it.' },
  { number: 7, sentence: 'The fields that are asked for are those that come, custom fields too.' },
  { number: 8, sentence: 'A person is found by name or address, and a call that fits nobody or several fails.' },
  { number: 9, sentence: 'Finding who can be assigned needs no permission to browse users.' },
  { number: 10, sentence: 'Tokens with scopes and OAuth tokens go to the gateway, with the cloud id.' },
  { number: 11, sentence: 'Storage format that is read and written raw loses nothing.' },
  { number: 12, sentence: 'Links, mentions and macros of a page are in its Markdown.' },
  { number: 13, sentence: "A failed call has Atlassian's own words, and isError." },
  { number: 14, sentence: 'No token reaches a log or an error.' },
  { number: 15, sentence: 'Nobody but the operator says where the site is, and credentials follow no redirect.' },
  { number: 16, sentence: 'A file is uploaded from given bytes or from one folder, and from nowhere else.' },
  {
    number: 17,
    sentence: 'A caller over HTTP who does not sign in does not use the account of the operator.',
    elsewhere: 'the stdio server has one caller; the bridge answers for this with its authentication',
  },
  { number: 18, sentence: 'Retry-After is honoured, bounded and distrusted.' },
  { number: 19, sentence: 'Schemas have only what every client understands.' },
  { number: 20, sentence: 'Few tools are listed by default, and the list is small.' },
  { number: 21, sentence: 'A result is bounded, so that a line stays readable for every client.' },
  { number: 22, sentence: 'Certificates of an own authority and proxies work for each service.' },
  { number: 23, sentence: 'The deployment is known, found out or said, and context paths are kept.' },
  {
    number: 24,
    sentence: 'Attachments of Confluence Cloud are downloaded from where a token is accepted, without taking it along.',
  },
  { number: 25, sentence: 'Values are quoted in CQL: keys of personal spaces, reserved words.' },
  {
    number: 26,
    sentence: 'What was missed most is there: attachments, comments, people, sprints, versions, spaces, labels.',
  },
  { number: 27, sentence: 'An issue is moved by the name of the transition or of the status.' },
  {
    number: 28,
    sentence: "A file's type is what its name says where the site's type says nothing, and text comes as text.",
  },
  { number: 29, sentence: 'The server ends with its stdin.' },
  { number: 30, sentence: 'The published package starts as it is packed.' },
];
