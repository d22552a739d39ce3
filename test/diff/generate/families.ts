import type { Random } from './random';

type Json = any;

/** In a quarter of the cases, some pods and nodes have addresses of IPv6 only, beside those of IPv4 and those of both. */
export function withFamilies(random: Random, objects: readonly Json[]): Json[] {
  if (!random.chance(0.25)) return [...objects];
  return objects.map((object, i) => {
    if (object.kind === 'Pod' && object.status?.podIPs !== undefined && random.chance(0.35)) {
      const ip = object.spec.hostNetwork === true ? '2001:db8::1' : `fd00:${random.between(1, 2)}::${i + 1}`;
      return { ...object, status: { ...object.status, podIP: ip, podIPs: [{ ip }] } };
    }
    if (object.kind !== 'Node' || !random.chance(0.4)) return object;
    const addresses = object.status.addresses.filter(({ address }: Json) => address.includes(':'));
    return { ...object, status: { ...object.status, addresses: addresses.length > 0 ? addresses : [{ type: 'InternalIP', address: '2001:db8::8000' }] } };
  });
}
