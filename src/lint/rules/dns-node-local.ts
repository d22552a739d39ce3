import { NODE_LOCAL_ADDRESS } from '../../profiles';
import { parseAddress } from '../../sets';
import { dnsEnds } from '../helpers/dns';
import { isolatedGroups, namesIn } from '../helpers/groups';
import type { LintRule } from '../framework/rule';
import { listed } from '../helpers/text';

const LISTENER = parseAddress(NODE_LOCAL_ADDRESS)!;

export const DNS_NODE_LOCAL: LintRule = {
  id: 'dns-node-local',
  severity: 'error',
  edge: true,
  summary: 'The cluster uses NodeLocal DNSCache, and the policies do not allow its address.',
  why: 'NodeLocal DNSCache listens at an address of the node, so no pod selector matches it; a rule for the pods of kube-dns is not enough',
  *check(context) {
    const runs = context.cluster.workloads.some(({ namespace, labels, hostNetwork }) => namespace === 'kube-system' && labels['k8s-app'] === 'node-local-dns' && hostNetwork);
    if (!runs) return;
    const ends = dnsEnds(context);
    const pods = ends.filter((dns) => dns.pods);
    // if kube-proxy uses iptables, the cache also listens at the cluster address of kube-dns
    const addresses = ends.filter((dns) => !dns.pods);
    for (const { classes, policies } of isolatedGroups(context, 'egress')) {
      const [c] = classes;
      if (!pods.some(({ end, port }) => context.verdict(c, end, 'UDP', port) === 'allowed')) continue;
      if (addresses.some(({ end, port }) => context.verdict(c, end, 'UDP', port) !== 'denied')) continue;
      const witness = context.witness(c, LISTENER, 'UDP', 53, 'denied');
      if (witness === undefined) continue;
      yield {
        message: `${listed(namesIn(context, classes))} may query the pods of kube-dns, but not NodeLocal DNSCache at \`${NODE_LOCAL_ADDRESS}\``,
        fix: `allow egress to \`${NODE_LOCAL_ADDRESS}/32\` and to the cluster address of kube-dns, UDP and TCP 53`,
        origin: policies[0].origin,
        path: ['spec', 'egress'],
        witness,
      };
    }
  },
};
