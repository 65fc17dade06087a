import { ConfluenceContent } from '../confluence/confluence-content.ts';
import type { Page, PageVersion, Space } from '../confluence/records.ts';
import { demoPages } from './demo-pages.ts';
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
    viewers: people(seed.viewers),
    editors: people(seed.editors),
    parent,
    status: 'current',
    labels: (seed.labels ?? []).map((name) => content.label(name)),
  };
  addComments(seed, page, content, ago);
  return page;
}

function addComments(seed: PageSeed, page: Page, content: ConfluenceContent, ago: (days: number) => number): void {
  for (const [who, days, body, answerTo] of seed.footer ?? []) {
    const parentId = answerTo === undefined ? null : (page.comments[answerTo]?.id ?? null);
    page.comments.push({
      id: content.ids.comment.next(),
      page,
      parentId,
      author: team[who],
      created: ago(days),
      body,
      selection: null,
      resolved: false,
    });
  }
  for (const [who, days, selection, body] of seed.inline ?? []) {
    page.comments.push({
      id: content.ids.comment.next(),
      page,
      parentId: null,
      author: team[who],
      created: ago(days),
      body,
      selection,
      resolved: false,
    });
  }
}
