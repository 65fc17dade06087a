import type { RequestListener } from 'node:http';
import { advertisedUrl } from './advertised-url.ts';
import { RedisDirectory } from './directory/redis-directory.ts';
import { ClusterSecretRequiredError, ForwardRefusedError } from './errors.ts';
import { ForwardReceiver } from './forwarding/forward-receiver.ts';
import { Forwarder } from './forwarding/forwarder.ts';
import { OwnerRouting } from './forwarding/owner-routing.ts';
import type { BridgeState } from './health/bridge-state.ts';
import { type ErrorReport, respondWithError } from './http/error-response.ts';
import { Exchange } from './http/exchange.ts';
import { type ListeningServer, listen } from './http/server.ts';
import type { BridgeOptions } from './options.ts';
import type { Replicas } from './replicas.ts';

/** A bridge among others that share a Redis. Throws `ClusterSecretRequiredError`. */
export function joinReplicas(options: BridgeOptions, report: ErrorReport): Replicas {
  if (options.clusterSecret === '') throw new ClusterSecretRequiredError();
  const { log } = report;
  const directory = new RedisDirectory(options, log);
  const { replicaId } = directory;
  const forwarder = new Forwarder({ ...options, replicaId });
  let receiver: ForwardReceiver | undefined;
  let forwardServer: ListeningServer | undefined;
  let isOpen = false;
  return {
    directory,
    get state(): BridgeState['replica'] {
      return { id: replicaId, redis: directory.isAway ? 'away' : 'up', peers: directory.peers.map(({ id }) => id) };
    },
    get isOpen() {
      return isOpen;
    },
    route(messages, sessions) {
      const routing = new OwnerRouting({ directory, forwarder, sessions, log }, options);
      const handlers = new Map(
        messages.map(([method, path, handler, sessionIdOf]) => [
          `${method} ${path}`,
          routing.receive(handler, sessionIdOf),
        ]),
      );
      const answersFor = (sessionId: string) => routing.answersFor(sessionId);
      receiver = new ForwardReceiver({ handlers, answersFor, report }, { ...options, replicaId });
      return messages.map(([method, path, handler, sessionIdOf]) => {
        return [method, path, routing.route(handler, sessionIdOf), sessionIdOf];
      });
    },
    receive(handle) {
      return (request, response) => {
        if (!ForwardReceiver.isForwarded(request)) handle(request, response);
        else if (options.forwardPort === undefined) receiver?.receive(request, response);
        else {
          const why = 'this port takes nothing that replicas forward: there is another for that';
          respondWithError(new Exchange(request, response), new ForwardRefusedError(why), report);
        }
      };
    },
    async open(listeningUrl) {
      let url = listeningUrl;
      if (options.forwardPort !== undefined) {
        const handle: RequestListener = (request, response) => receiver?.receive(request, response);
        forwardServer = await listen(handle, options.host, options.forwardPort, log);
        url = forwardServer.url;
      }
      await directory.open(advertisedUrl(url, options.advertiseUrl));
      isOpen = true;
    },
    endStreams: () => forwarder.endStreams(),
    async close() {
      await forwardServer?.close(0);
      await forwarder.close();
      await directory.close();
    },
  };
}
