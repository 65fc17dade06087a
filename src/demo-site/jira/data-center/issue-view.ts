import type { SiteRequest } from '../../http/site-request.ts';
import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';
import { issueView as cloudIssueView, selectedFields } from '../issue-view.ts';
import type { Issue } from '../records.ts';
import { answerOf } from './answer-of.ts';
import { asCloudSite } from './cloud-site.ts';
import { dataCenterFields } from './data-center-fields.ts';

/** What a request wants to see of an issue: ids of fields, `*all` or `*navigable`, and expansions. */
export interface Shown {
  readonly fields: readonly string[];
  readonly expand: readonly string[];
}

/** The same as the query string says it; `otherwise` are the fields where it names none. */
export function shownIn(request: SiteRequest, otherwise: string): Shown {
  const fields = request.list('fields');
  return { fields: fields.length === 0 ? [otherwise] : fields, expand: request.list('expand') };
}

/** An issue with the fields of Data Center. Its history is only here, in `expand=changelog`. */
export function issueView(issue: Issue, shown: Shown, site: Site, user: User): unknown {
  const fields = selectedFields(shown.fields, dataCenterFields);
  return answerOf(cloudIssueView(issue, asCloudSite(site), user, { fields, expand: shown.expand }), site);
}
