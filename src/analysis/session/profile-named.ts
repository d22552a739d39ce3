import { fail } from '../../errors';
import { Cni, CNIS } from '../../profiles';
import { nearest } from '../../text/nearest';

/** The network plugin that a name means. */
export function cniNamed(name: string): Cni {
  return CNIS.get(name.toLowerCase()) ?? unknownPlugin(name, [...CNIS.keys()]);
}

function unknownPlugin(name: string, names: readonly string[]): never {
  const near = nearest(name, names);
  return fail('unknown-cni', `no network plugin \`${name}\``, `${near === undefined ? '' : `did you mean \`${near}\`? `}known: ${names.join(', ')}`);
}
