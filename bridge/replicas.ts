import type { RequestListener } from 'node:http';
import type { Directory } from './directory/directory.ts';
import { MemoryDirectory } from './directory/memory-directory.ts';
import type { LocalSessions } from './forwarding/owner-routing.ts';
import type { BridgeState } from './health/bridge-state.ts';
import type { MessageRoute } from './http/routes.ts';

/** How a bridge works with others. */
export interface Replicas {
  readonly directory: Directory;
  readonly state: BridgeState['replica'];
  readonly isOpen: boolean;
  /** The routes of messages, so that each finds the replica of its session. To be called once, before `receive`. */
  route(messages: readonly MessageRoute[], sessions: LocalSessions): readonly MessageRoute[];
  /** Listens to clients with `handle`, and to other replicas, too. */
  receive(handle: RequestListener): RequestListener;
  /** Takes this replica's place. `listeningUrl`: where it listens. Rejects as `Directory.open` does. */
  open(listeningUrl: string): Promise<void>;
  /** Ends the streams that pass through here: their clients are to find another way. */
  endStreams(): void;
  close(): Promise<void>;
}

/** A bridge without others. */
export function standAlone(replicaTag: string): Replicas {
  const directory = new MemoryDirectory(`${replicaTag}-alone`);
  return {
    directory,
    state: { id: directory.replicaId, redis: 'none', peers: [] },
    isOpen: true,
    route: (messages) => messages,
    receive: (handle) => handle,
    open: () => Promise.resolve(),
    endStreams: () => {},
    close: () => directory.close(),
  };
}
