import type { Cluster, Rule } from '../../model';
import { IpSet } from '../../sets';
import { INTERNET_V4, INTERNET_V6 } from '../helpers/outside';
import { packetIn } from '../helpers/packets';
import type { LintRule } from '../framework/rule';
import { peersPath } from '../helpers/text';

export const V4_ONLY_IN_DUAL_STACK: LintRule = {
  id: 'v4-only-in-dual-stack',
  severity: 'warning',
  edge: true,
  summary: 'A rule allows the IPv4 internet only, in a cluster that also has IPv6.',
  why: 'clients prefer IPv6 when a name has an IPv6 address: they wait for a timeout or fail, although IPv4 would work',
  *check(context) {
    if (!hasBothFamilies(context.cluster)) return;
    for (const { policy, rule } of context.rules()) {
      if (rule.action !== 'allow' || !namesV4Internet(rule)) continue;
      for (const c of context.subjects(policy)) {
        const [source, destination] = rule.direction === 'ingress' ? [INTERNET_V6, c] : [c, INTERNET_V6];
        const [source4, destination4] = rule.direction === 'ingress' ? [INTERNET_V4, c] : [c, INTERNET_V4];
        const packet = packetIn(context.trafficAt(rule.traffic, destination));
        if (packet === undefined || context.verdict(source4, destination4, packet.protocol, packet.port) !== 'allowed') continue;
        const witness = context.witness(source, destination, packet.protocol, packet.port, 'denied');
        if (witness === undefined) continue;
        yield {
          message: 'the rule allows the IPv4 internet and not the IPv6 internet, and the cluster has both families',
          fix: 'add the block `::/0` with its exceptions; or use `InternetEgress` in code',
          origin: policy.origin,
          path: peersPath(rule),
          witness,
        };
        break;
      }
    }
  },
};

function hasBothFamilies({ workloads, nodes }: Cluster): boolean {
  return [...workloads, ...nodes].some(({ addresses }) => new Set(addresses.map(({ family }) => family)).size === 2);
}

function namesV4Internet({ peers }: Rule): boolean {
  const blocks = IpSet.unionOf((peers ?? []).flatMap((peer) => (peer.type === 'addresses' ? [peer.addresses] : [])));
  return blocks.contains(INTERNET_V4) && blocks.v6.isEmpty();
}
