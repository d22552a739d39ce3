import { fail } from '../../errors';
import { kindOf } from '../../text/show';
import type { DnsProfile } from './dns-profile';

/** A profile that was given must be one: a text such as `coredns` is known to nobody. */
export function checkDns(profile: unknown, what = 'dns'): DnsProfile {
  if (typeof (profile as DnsProfile | null | undefined)?._rules !== 'function') {
    fail('dns-profile', `\`${what}\` must be a \`DnsProfile\`, got ${kindOf(profile)}`, 'write `DnsProfile.kubeDns()`, or `DnsProfile.none()` for no DNS');
  }
  return profile as DnsProfile;
}
