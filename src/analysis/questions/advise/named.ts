import { append } from '../../../sets';
import { listed } from '../../../text/lists';
import type { Grant } from './grant';
import { grantKey, namesOf } from './grants';

/** At most so many addresses and names in one sentence. */
const MAX_LISTED = 3;

/** One grant for all the addresses that a name resolved to, as far as the same pods call them on the same ports. */
export function joinNames(grants: readonly Grant[]): Grant[] {
  const named = new Map<string, Grant[]>();
  const others: Grant[] = [];
  for (const grant of grants) {
    if (grant.isHost === true && allNamesOf(grant).length > 0) append(named, `${grant.direction}\n${grant.namespace}\n${grant.pods.key}\n${grant.traffic.key}`, grant);
    else others.push(grant);
  }
  return [...others, ...[...named.values()].flatMap((alike) => groupsOf(alike).map(joined))];
}

/** Grants with a name in common, directly or through others. */
function groupsOf(grants: readonly Grant[]): Grant[][] {
  const groups: { readonly names: Set<string>; readonly members: Grant[] }[] = [];
  for (const grant of grants) {
    const names = allNamesOf(grant);
    const touching = groups.filter((group) => names.some((name) => group.names.has(name)));
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push({
      names: new Set([...touching.flatMap((group) => [...group.names]), ...names]),
      members: [...touching.flatMap(({ members }) => members), grant],
    });
  }
  return groups.map(({ members }) => members);
}

function joined(grants: readonly Grant[]): Grant {
  const sorted = [...grants].sort((a, b) => (grantKey(a) < grantKey(b) ? -1 : 1));
  const addresses = sorted.flatMap(({ peers }) => peers.flatMap((peer) => (peer.type === 'addresses' ? peer.blocks!.map(({ cidr }) => cidr.replace(/\/\d+$/, '')) : [])));
  const names = [...new Set(sorted.flatMap(allNamesOf))].sort();
  const why = `${listed(addresses, MAX_LISTED)} ${addresses.length === 1 ? 'is' : 'are'} what ${listed(names, MAX_LISTED)} resolved to, and may change`;
  return {
    ...sorted[0],
    peers: sorted.flatMap(({ peers }) => peers),
    sides: sorted.flatMap(({ sides }) => sides),
    check: [...new Set([...sorted.flatMap(({ check }) => check), why])],
  };
}

function allNamesOf({ sides, direction }: Grant): string[] {
  return [...new Set(sides.flatMap(({ candidate }) => namesOf(candidate, direction)))].sort();
}
