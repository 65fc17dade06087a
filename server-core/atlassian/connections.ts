import type { Agent } from 'node:http';
import { proxyFor } from './proxy-settings.ts';
import { remember } from './remember.ts';
import type { Route, TlsOptions } from './route.ts';
import type { SiteConfig } from './site-config.ts';

/** The kept connections of one site. What is configured only is loaded only then: proxies, certificates, TLS itself. */
export class Connections {
  readonly #site: SiteConfig;
  /**
   * By what they reach and for whom: a connection that knows who calls is not used for a host that must not. The
   * promises, so that the calls of a first burst share one agent, and its limit.
   */
  readonly #agents = new Map<string, Promise<Agent>>();
  readonly #ownTls = remember(() => this.#openTls(true));
  readonly #foreignTls = remember(() => this.#openTls(false));

  constructor(site: SiteConfig) {
    this.#site = site;
  }

  /** `own` hosts are those that may know who calls: they are shown the client certificate. */
  async routeTo(url: URL, own: boolean): Promise<Route> {
    const proxy = await proxyFor(url, this.#site.proxy);
    const secure = url.protocol === 'https:';
    const tls = secure ? await (own ? this.#ownTls() : this.#foreignTls()) : {};
    if (proxy === undefined) return { agent: await this.#agent(url.protocol, own), tls, forwarded: false };

    const proxyTls = proxy.protocol === 'https:' ? await this.#foreignTls() : {};
    if (secure) return { agent: await this.#tunnel(proxy, own, proxyTls), tls, proxy, forwarded: false };
    return { agent: await this.#agent(proxy.protocol, own), tls: proxyTls, proxy, forwarded: true };
  }

  /** Ends them all. */
  close(): void {
    for (const agent of this.#agents.values()) void agent.then((open) => open.destroy());
    this.#agents.clear();
  }

  #agent(protocol: string, own: boolean): Promise<Agent> {
    return this.#shared(`${protocol} ${own}`, async () => {
      const { Agent } = protocol === 'https:' ? await import('node:https') : await import('node:http');
      return new Agent(this.#agentOptions());
    });
  }

  #tunnel(proxy: URL, own: boolean, tls: TlsOptions): Promise<Agent> {
    return this.#shared(`${proxy.href} ${own}`, async () => {
      const { TunnelAgent } = await import('./tunnel-agent.ts');
      return new TunnelAgent(proxy, { ...this.#agentOptions(), ...tls });
    });
  }

  #shared(name: string, open: () => Promise<Agent>): Promise<Agent> {
    const agent = this.#agents.get(name) ?? open();
    this.#agents.set(name, agent);
    return agent;
  }

  #agentOptions(): { keepAlive: true; maxSockets: number } {
    return { keepAlive: true, maxSockets: this.#site.maxConnections ?? 8 };
  }

  async #openTls(own: boolean): Promise<TlsOptions> {
    const { caFile, clientCertificate, verifyTls: rejectUnauthorized } = this.#site;
    if (caFile === undefined && !(own && clientCertificate !== undefined)) return { rejectUnauthorized };
    const { secureContextOf } = await import('./secure-context.ts');
    return { rejectUnauthorized, secureContext: await secureContextOf(this.#site, own) };
  }
}
