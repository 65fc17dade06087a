import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ReadResourceRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { Subscriptions } from '../live/subscriptions.ts';
import type { ResourceKind } from '../resource-kind.ts';
import { MAX_SHOWN_URI, readResource, recentResources, resourceTemplates } from '../resources.ts';
import { shortened } from '../shortened.ts';
import type { Answering } from './answering.ts';

/** Answers what concerns resources, and tells of changes to those that are subscribed to until it is closed. */
export function serveResources(
  server: Server,
  kinds: readonly ResourceKind[],
  answering: Answering,
): { close(): void } {
  const subscriptions = new Subscriptions({
    kinds,
    pollMs: answering.settings.pollSeconds * 1_000,
    most: answering.settings.subscriptions,
    contextOf: (signal) => answering.contextUntil(signal),
    onChange: (uri) => void server.sendResourceUpdated({ uri }).catch(() => {}),
  });

  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: resourceTemplates(kinds) }));
  server.setRequestHandler(ListResourcesRequestSchema, (_, extra) =>
    answering.guarded(async () => ({ resources: await recentResources(kinds, answering.contextOf(extra)) })),
  );
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }, extra) =>
    answering.guarded(() => readResource(kinds, uri, answering.contextOf(extra)), shown(uri)),
  );
  server.setRequestHandler(SubscribeRequestSchema, ({ params: { uri } }, extra) =>
    answering.guarded(async () => {
      await subscriptions.add(uri, answering.contextOf(extra));
      return {};
    }, shown(uri)),
  );
  server.setRequestHandler(UnsubscribeRequestSchema, ({ params: { uri } }) => {
    subscriptions.remove(uri);
    return {};
  });
  return subscriptions;
}

/** The URI as it is told in errors. */
function shown(uri: string): { readonly uri: string } {
  return { uri: shortened(uri, MAX_SHOWN_URI) };
}
