import type { Label } from '../records.ts';

export function labelView({ id, name }: Label) {
  return { prefix: 'global', name, id, label: name };
}
