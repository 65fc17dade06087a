import { ok } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';

/** Which Confluence this is. */
export const serverInformation: readonly Route[] = [
  route('GET /rest/api/server-information', (_, { confluenceUrl }) =>
    ok({
      baseUrl: confluenceUrl,
      version: '10.0.3',
      buildNumber: 10_003,
      marketplaceBuildNumber: 10_003,
      buildDate: '2025-09-15T00:00:00.000Z',
    }),
  ),
];
