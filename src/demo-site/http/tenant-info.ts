import { ok } from './reply.ts';
import { openRoute, type Route } from './route.ts';

/** The one page that needs no credentials: clients of the cloud learn the cloud id here. */
export const tenantInfo: readonly Route[] = [openRoute('GET /_edge/tenant_info', (_, { cloudId }) => ok({ cloudId }))];
