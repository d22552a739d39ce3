import type { NamedPort, Rule, RulePeer, RuleTraffic } from './policy';

/** The peers themselves, and in the place of `all-of` those that it is made of. */
export function simplePeers(peers: readonly RulePeer[]): readonly RulePeer[] {
  if (!peers.some(({ type }) => type === 'all-of')) return peers;
  return peers.flatMap((peer) => (peer.type === 'all-of' ? simplePeers([...peer.every.flat(), ...peer.none]) : [peer]));
}

/** All that a rule says of its two ends, as simple peers. */
export function endsOf({ peers, own }: Rule): readonly RulePeer[] {
  return own === undefined ? simplePeers(peers ?? NO_PEERS) : simplePeers([...peers ?? NO_PEERS, ...own]);
}

/** Whether a rule is about all that its peers and its traffic say. */
export function isWhole({ own, family, partly, services, traffic }: Rule): boolean {
  return own === undefined && family === undefined && partly === undefined && services === undefined && traffic.without === undefined;
}

/** All port names that a rule looks up. */
export function namesOf({ named, without }: RuleTraffic): readonly NamedPort[] {
  return without === undefined || without.named.length === 0 ? named : [...named, ...without.named];
}

const NO_PEERS: readonly RulePeer[] = [];
