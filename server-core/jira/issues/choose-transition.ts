import { AmbiguousMatchError, NoMatchError } from '../../errors.ts';
import type { Transition } from './transitions.ts';

/** The transition that a caller meant: by id where one is given, else by its name or by the status it leads to. */
export function chooseTransition(
  possible: readonly Transition[],
  wanted: { readonly name: string | undefined; readonly id: string | undefined },
): Transition {
  const fitting = possible.filter((transition) => fits(transition, wanted));
  const [only, ...others] = fitting;
  if (only === undefined) {
    throw new NoMatchError(
      `No transition fits "${wanted.id ?? wanted.name}". Possible now: ${listed(possible) || 'none'}. Nothing was changed.`,
    );
  }
  if (others.length > 0) {
    throw new AmbiguousMatchError(
      `"${wanted.name}" fits several transitions: ${listed(fitting)}. Give transition_id. Nothing was changed.`,
    );
  }
  return only;
}

function fits(
  { id, name, to }: Transition,
  wanted: { readonly name: string | undefined; readonly id: string | undefined },
): boolean {
  if (wanted.id !== undefined) return id === wanted.id;
  const wantedName = wanted.name?.toLowerCase();
  return name.toLowerCase() === wantedName || to.toLowerCase() === wantedName;
}

function listed(transitions: readonly Transition[]): string {
  return transitions.map(({ id, name, to }) => `${name} → ${to} (id ${id})`).join(', ');
}
