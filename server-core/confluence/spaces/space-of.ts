import { textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';
import type { ConfluenceApi } from '../confluence-api.ts';
import type { Space } from './spaces.ts';

/** A space of either version of the API. */
export function spaceOf(api: ConfluenceApi, wire: WireObject): Space {
  const key = wireText(wire['key'], 'space key');
  return {
    key,
    name: textAt(wire, 'name') ?? key,
    type: textAt(wire, 'type'),
    url: `${api.siteUrl}${textAt(wire, '_links', 'webui') ?? `/display/${encodeURIComponent(key)}`}`,
  };
}
