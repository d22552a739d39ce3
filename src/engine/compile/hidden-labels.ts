import type { Enforcement } from '../../profiles';

/** Which label keys selectors never see under an agent. */
export function hiddenBy(profile: Enforcement): (key: string) => boolean {
  const exact = new Set(profile.hiddenLabels.filter((entry) => !entry.endsWith('*')));
  const prefixes = profile.hiddenLabels.filter((entry) => entry.endsWith('*')).map((entry) => entry.slice(0, -1));
  return (key) => exact.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
}
