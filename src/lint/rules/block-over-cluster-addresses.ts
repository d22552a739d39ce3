import { formatAddress } from '../../sets';
import { AddressBook, isBroad } from '../framework/address-book';
import type { LintRule } from '../framework/rule';
import { peerPath } from '../helpers/text';

export const BLOCK_OVER_CLUSTER_ADDRESSES: LintRule = {
  id: 'block-over-cluster-addresses',
  severity: 'warning',
  edge: false,
  summary: 'A block of addresses contains pods, Services or nodes.',
  why: 'the specification does not say whether a block matches pods and nodes, or whether a Service address is compared before its translation: agents differ',
  *check(context) {
    const { services, nodes } = context.cluster;
    const holders = [
      ...(context.profile.blocksMatchPods === 'unknown' ? [{ what: 'a pod', book: context.podsByAddress }] : []),
      { what: 'a Service', book: new AddressBook(services, ({ addresses }) => addresses) },
      { what: 'a node', book: new AddressBook(nodes, ({ addresses }) => addresses) },
    ];
    for (const { policy, rule } of context.rules()) {
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'addresses' || peer.pods !== 'depends-on-cni' || isBroad(peer)) continue;
        for (const { what, book } of holders) {
          const [held] = book.in(peer.addresses);
          if (held === undefined) continue;
          yield {
            severity: what === 'a pod' ? 'warning' : 'info',
            message: `\`${formatAddress(held.address)}\` is the address of ${what}: whether the block matches it depends on the CNI`,
            fix: what === 'a node' ? 'run the check with `--cni`; Cilium matches nodes by entity, not by address' : 'select the pods by their labels',
            origin: policy.origin,
            path: peerPath(rule, peer),
          };
          break;
        }
      }
    }
  },
};
