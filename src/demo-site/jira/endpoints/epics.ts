import { noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import { epicView } from '../agile-views.ts';
import { epicOf, moveToEpic } from '../epics.ts';
import { issuesToMove } from './sprints.ts';

/** Epics, and moving issues into and out of them. */
export const epicEndpoints: readonly Route[] = [
  route('GET /rest/agile/1.0/epic/:epicIdOrKey', (request, site) =>
    ok(epicView(epicOf(request.param('epicIdOrKey'), site, request.user), site)),
  ),
  route('POST /rest/agile/1.0/epic/none/issue', (request, site) => {
    moveToEpic(issuesToMove(request, site), null, site, request.user);
    return noContent();
  }),
  route('POST /rest/agile/1.0/epic/:epicIdOrKey/issue', (request, site) => {
    const epic = epicOf(request.param('epicIdOrKey'), site, request.user);
    moveToEpic(issuesToMove(request, site), epic, site, request.user);
    return noContent();
  }),
];
