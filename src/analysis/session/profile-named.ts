import { fail } from '../../errors';
import { Enforcement, MEASURED } from '../../profiles';
import { nearest } from '../ends/ends';

/** The profile of a network agent. */
export function profileNamed(name: string): Enforcement {
  const profile = MEASURED.find((known) => known.name === name.toLowerCase());
  if (profile !== undefined) return profile;
  const names = MEASURED.map((known) => known.name);
  const near = nearest(name, names);
  return fail('unknown-cni', `no network plugin \`${name}\``, `${near === undefined ? '' : `did you mean \`${near}\`? `}known: ${names.join(', ')}`);
}
