declare module 'proxy-from-env' {
  /** The proxy for an address by the variables of the process; empty where there is none or `NO_PROXY` names the host. */
  export function getProxyForUrl(url: string | URL): string;
}
