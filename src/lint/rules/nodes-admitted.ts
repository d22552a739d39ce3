import type { RulePeer } from '../../model';
import type { LintRule } from '../framework/rule';
import { namesIn } from '../helpers/groups';
import { listed, peersPath } from '../helpers/text';

export const NODES_ADMITTED: LintRule = {
  id: 'nodes-admitted',
  severity: 'info',
  edge: false,
  summary: 'A rule admits all nodes, and with them what they forward from outside.',
  why: 'a connection from outside that a node hands on to another node may come with the identity of the node; pods on the host network have it as well',
  *check(context) {
    for (const { policy, rule } of context.rules('ingress')) {
      if (rule.action !== 'allow' || !rule.peers?.some(isEveryNode) || context.subjects(policy).length === 0) continue;
      yield {
        message: `every node may connect to ${listed(namesIn(context, context.subjects(policy)))}, and so may what nodes forward`,
        fix: 'select the pods that need it (`fromEndpoints`), and name `host` alone where only the own node does',
        origin: policy.origin,
        path: peersPath(rule),
      };
    }
  },
};

function isEveryNode(peer: RulePeer): boolean {
  return peer.type === 'hosts' && peer.others;
}
