import { ConfluenceContent } from '../confluence/confluence-content.ts';
import type { Page, PageVersion, Space } from '../confluence/records.ts';
import { demoPages } from './demo-pages.ts';
import { demoTemplates } from './demo-templates.ts';
import { addAttachments, addComments } from './page-extras.ts';
import type { PageSeed } from './page-seed.ts';
import { type Person, team } from './people.ts';
import { teamPages } from './team-pages.ts';

const dayMs = 86_400_000;

/** Confluence as it is at the start, and its pages by seed key. */
export function fillConfluence(
  url: string,
  now: number,
): { content: ConfluenceContent; pages: ReadonlyMap<string, Page> } {
  const ago = (days: number) => now - days * dayMs;
  const space = (id: string, key: string, name: string, description: string): Space => ({
    id,
    key,
    name,
    description,
    author: team.ana,
    created: ago(420),
    homepageId: '',
  });
  const spaces = [
    space('65537', 'DEMO', 'Ferry Booking', 'What we build and why'),
    space('65538', 'TEAM', 'Ferry Team', 'How we work'),
  ] as const;
  const content = new ConfluenceContent(spaces);
  for (const { space: key, labels, ...template } of demoTemplates) {
    content.templates.push({
      id: content.ids.template.next(),
      ...template,
      space: spaces.find((one) => one.key === key) ?? null,
      labels: labels.map((name) => content.label(name)),
    });
  }
  const pages = new Map<string, Page>();
  const context = { url, person: (name: Person) => team[name] };
  const seeds = [demoPages(context), teamPages(context)];
  for (const [index, home] of spaces.entries()) {
    for (const seed of seeds[index] ?? []) {
      const page = pageOf(seed, home, seed.under === undefined ? null : (pages.get(seed.under) ?? null), content, ago);
      pages.set(seed.key, page);
      content.addPage(page);
      if (page.parent === null) home.homepageId = page.id;
    }
  }
  return { content, pages };
}

function pageOf(
  seed: PageSeed,
  space: Space,
  parent: Page | null,
  content: ConfluenceContent,
  ago: (days: number) => number,
): Page {
  const people = (names: readonly Person[] | undefined) => names?.map((name) => team[name]) ?? null;
  const drafts = [
    ...(seed.earlier ?? []).map((one) => [...one, ''] as const),
    [seed.last[0], seed.last[1], seed.body, seed.last[2]] as const,
  ];
  const [first, ...rest] = drafts.map(
    ([who, days, body, message], index): PageVersion => ({
      number: index + 1,
      title: seed.title,
      body,
      message,
      author: team[who],
      created: ago(days),
      minorEdit: false,
    }),
  );
  if (first === undefined) throw new Error(`The page ${seed.key} has no version.`);
  const page: Page = {
    id: content.ids.page.next(),
    space,
    author: team[seed.by],
    created: ago(seed.made),
    versions: [first, ...rest],
    comments: [],
    attachments: [],
    favouriteOf: new Set(people(seed.favouriteOf)),
    position: content.nextPosition(parent, space),
    viewers: people(seed.viewers),
    editors: people(seed.editors),
    parent,
    status: 'current',
    labels: (seed.labels ?? []).map((name) => content.label(name)),
  };
  addComments(seed, page, content, ago);
  addAttachments(seed, page, content, ago);
  return page;
}
