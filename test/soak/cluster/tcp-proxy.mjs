import { once } from 'node:events';
import net from 'node:net';

/** A way to a port that can be cut, for as long as a network would be, and mended. */
export class TcpProxy {
  #server;
  #sockets = new Set();
  #targetPort;
  #isCut = false;

  static async to(targetPort) {
    const proxy = new TcpProxy();
    proxy.#targetPort = targetPort;
    proxy.#server = net.createServer((socket) => proxy.#carry(socket)).listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port() {
    return this.#server.address().port;
  }

  cut() {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend() {
    this.#isCut = false;
  }

  close() {
    this.cut();
    this.#server.close();
  }

  #carry(socket) {
    if (this.#isCut) return socket.destroy();
    const target = net.connect(this.#targetPort, '127.0.0.1');
    for (const [one, other] of [
      [socket, target],
      [target, socket],
    ]) {
      this.#sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => {});
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
