import { basicAuthorization } from './credentials.ts';

/** The header that a proxy with a user name in its address is sent; none otherwise. */
export function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  return { 'proxy-authorization': basicAuthorization(decodeURIComponent(username), decodeURIComponent(password)) };
}
