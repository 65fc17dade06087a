import type { User } from '../people.ts';
import { jiraDate } from './jira-date.ts';
import type {
  Comment,
  Component,
  History,
  IssueType,
  Priority,
  Project,
  RemoteLink,
  Sprint,
  Status,
  Transition,
  Version,
  Worklog,
} from './records.ts';

/** How single things look in Jira's JSON. Shapes: the Jira Cloud platform REST API v3 document. */
export class Views {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  self(path: string): string {
    return `${this.#url}/rest/api/3/${path}`;
  }

  user(user: User) {
    return {
      self: this.self(`user?accountId=${encodeURIComponent(user.accountId)}`),
      accountId: user.accountId,
      accountType: 'atlassian',
      emailAddress: user.email,
      avatarUrls: this.#avatars(`user/${user.accountId}`),
      displayName: user.displayName,
      active: true,
      timeZone: user.timeZone,
    };
  }

  project(project: Project) {
    return {
      self: this.self(`project/${project.id}`),
      id: project.id,
      key: project.key,
      name: project.name,
      projectTypeKey: 'software',
      simplified: false,
      style: 'classic',
      isPrivate: project.hiddenFrom.length > 0,
      avatarUrls: this.#avatars(`project/${project.id}`),
    };
  }

  issueType(type: IssueType) {
    return {
      self: this.self(`issuetype/${type.id}`),
      id: type.id,
      description: type.description,
      iconUrl: `${this.#url}/images/icons/issuetypes/${type.id}.svg`,
      name: type.name,
      subtask: type.subtask,
      hierarchyLevel: type.hierarchyLevel,
    };
  }

  status(status: Status) {
    const { category } = status;
    return {
      self: this.self(`status/${status.id}`),
      description: status.description,
      iconUrl: `${this.#url}/images/icons/statuses/generic.png`,
      name: status.name,
      id: status.id,
      statusCategory: { self: this.self(`statuscategory/${category.id}`), ...category },
    };
  }

  priority(priority: Priority) {
    return {
      self: this.self(`priority/${priority.id}`),
      iconUrl: `${this.#url}/images/icons/priorities/${priority.name.toLowerCase()}.svg`,
      name: priority.name,
      id: priority.id,
    };
  }

  component(component: Component) {
    const { id, name, description } = component;
    return { self: this.self(`component/${id}`), id, name, description };
  }

  version(version: Version) {
    const { id, name, description, released, releaseDate } = version;
    return { self: this.self(`version/${id}`), id, name, description, archived: false, released, releaseDate };
  }

  transition(transition: Transition) {
    return {
      id: transition.id,
      name: transition.name,
      to: this.status(transition.to),
      hasScreen: false,
      isGlobal: transition.from.length === 0,
      isInitial: false,
      isAvailable: true,
      isConditional: false,
      isLooped: false,
    };
  }

  comment(issueId: string, comment: Comment) {
    return {
      self: this.self(`issue/${issueId}/comment/${comment.id}`),
      id: comment.id,
      author: this.user(comment.author),
      body: comment.body,
      updateAuthor: this.user(comment.updateAuthor),
      created: jiraDate(comment.created),
      updated: jiraDate(comment.updated),
      jsdPublic: true,
    };
  }

  worklog(issueId: string, worklog: Worklog) {
    const author = this.user(worklog.author);
    return {
      self: this.self(`issue/${issueId}/worklog/${worklog.id}`),
      author,
      updateAuthor: author,
      ...(worklog.comment === undefined ? {} : { comment: worklog.comment }),
      created: jiraDate(worklog.created),
      updated: jiraDate(worklog.created),
      started: jiraDate(worklog.started),
      timeSpent: duration(worklog.seconds),
      timeSpentSeconds: worklog.seconds,
      id: worklog.id,
      issueId,
    };
  }

  history(history: History) {
    return {
      id: history.id,
      author: this.user(history.author),
      created: jiraDate(history.created),
      items: history.changes.map((change) => ({
        field: change.field,
        fieldtype: change.custom ? 'custom' : 'jira',
        fieldId: change.fieldId,
        from: change.from,
        fromString: change.fromText,
        to: change.to,
        toString: change.toText,
      })),
    };
  }

  remoteLink(issueKey: string, link: RemoteLink) {
    const { id, globalId, relationship, application, url, title, summary } = link;
    return {
      id,
      self: this.self(`issue/${issueKey}/remotelink/${id}`),
      ...(globalId === undefined ? {} : { globalId }),
      application,
      ...(relationship === undefined ? {} : { relationship }),
      object: {
        url,
        title,
        ...(summary === undefined ? {} : { summary }),
        icon: {},
        status: { icon: {} },
      },
    };
  }

  /** Sprints are the Agile API's: their own address, and ISO dates. */
  sprint(sprint: Sprint) {
    return {
      id: sprint.id,
      self: `${this.#url}/rest/agile/1.0/sprint/${sprint.id}`,
      state: sprint.state,
      name: sprint.name,
      ...(sprint.state === 'future'
        ? {}
        : { startDate: new Date(sprint.start).toISOString(), endDate: new Date(sprint.end).toISOString() }),
      ...(sprint.completed === undefined ? {} : { completeDate: new Date(sprint.completed).toISOString() }),
      createdDate: new Date(sprint.start - 86_400_000).toISOString(),
      originBoardId: sprint.board.id,
      goal: sprint.goal,
    };
  }

  #avatars(of: string) {
    const sizes = ['48x48', '32x32', '24x24', '16x16'] as const;
    return Object.fromEntries(sizes.map((size) => [size, `${this.#url}/avatars/${of}/${size}.png`]));
  }
}

const units = [
  ['w', 5 * 8 * 3_600],
  ['d', 8 * 3_600],
  ['h', 3_600],
  ['m', 60],
] as const;

/** `3h 20m`, in working weeks of five days of eight hours. */
export function duration(seconds: number): string {
  let left = seconds;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.join(' ') || '0m';
}

/** Reads `3h 20m` as seconds; `undefined` where it is not a duration. */
export function secondsOf(text: string): number | undefined {
  const words = text.trim().split(/\s+/);
  let seconds = 0;
  for (const word of words) {
    const [, count, unit] = /^(\d{1,6}(?:\.\d+)?)([wdhm]?)$/.exec(word) ?? [];
    if (count === undefined) return undefined;
    seconds += Number(count) * (units.find(([name]) => name === (unit || 'm'))?.[1] ?? 0);
  }
  return Math.round(seconds);
}
