import type { Enforcement } from '../../profiles';

/** Whether selectors never see a label key under an agent; an entry of the profile that ends with `*` stands for every key that starts so. */
export function hiddenBy(profile: Enforcement): (key: string) => boolean {
  const exact = new Set(profile.hiddenLabels.filter((entry) => !entry.endsWith('*')));
  const prefixes = profile.hiddenLabels.filter((entry) => entry.endsWith('*')).map((entry) => entry.slice(0, -1));
  return (key) => exact.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
}
