import type { User } from '../people.ts';
import { duration } from './duration.ts';
import { day, jiraDate, shownDay } from './jira-date.ts';
import type {
  Attachment,
  Comment,
  Component,
  History,
  IssueType,
  Priority,
  Project,
  RemoteLink,
  Status,
  Transition,
  Version,
  Visibility,
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

  component(component: Component, project: Project) {
    const { id, name, description, lead, assigneeType } = component;
    const byType = { COMPONENT_LEAD: lead, PROJECT_LEAD: project.lead, PROJECT_DEFAULT: null, UNASSIGNED: null };
    const assignee = byType[assigneeType];
    return {
      self: this.self(`component/${id}`),
      id,
      name,
      description,
      ...(lead === null ? {} : { lead: this.user(lead) }),
      assigneeType,
      ...(assignee === null ? {} : { assignee: this.user(assignee) }),
      realAssigneeType: assigneeType,
      isAssigneeTypeValid: true,
      project: project.key,
      projectId: Number(project.id),
    };
  }

  /** A component as issues and choices name it. */
  componentRef({ id, name, description }: Component) {
    return { self: this.self(`component/${id}`), id, name, description };
  }

  version(version: Version, project: Project) {
    const { startDate, releaseDate, released } = version;
    return {
      ...this.versionRef(version),
      ...(startDate === null ? {} : { startDate, userStartDate: shownDay(startDate) }),
      ...(releaseDate === null ? {} : { userReleaseDate: shownDay(releaseDate) }),
      overdue: !released && releaseDate !== null && releaseDate < day(Date.now()),
      projectId: Number(project.id),
    };
  }

  /** A version as issues and choices name it. */
  versionRef({ id, name, description, archived, released, releaseDate }: Version) {
    return {
      self: this.self(`version/${id}`),
      id,
      name,
      description,
      archived,
      released,
      ...(releaseDate === null ? {} : { releaseDate }),
    };
  }

  attachment(attachment: Attachment) {
    const { id, author, created, fileName, mediaType, bytes } = attachment;
    return {
      self: this.self(`attachment/${id}`),
      id,
      filename: fileName,
      author: this.user(author),
      created: jiraDate(created),
      size: bytes.length,
      mimeType: mediaType,
      content: this.self(`attachment/content/${id}`),
      ...(mediaType.startsWith('image/') ? { thumbnail: this.self(`attachment/thumbnail/${id}`) } : {}),
    };
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
      ...visibilityOf(comment),
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
      ...visibilityOf(worklog),
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

  #avatars(of: string) {
    const sizes = ['48x48', '32x32', '24x24', '16x16'] as const;
    return Object.fromEntries(sizes.map((size) => [size, `${this.#url}/avatars/${of}/${size}.png`]));
  }
}

/** Jira calls a role or a group by its name, and repeats it as the identifier. */
function visibilityOf({ visibility }: { readonly visibility: Visibility | null }) {
  if (visibility === null) return {};
  const { type, value } = visibility;
  return { visibility: { type, value, identifier: value } };
}
