import { METADATA_ADDRESSES } from '../../profiles/address-ranges';
import { parseAddress } from '../../sets';
import { isolatedGroups, namesIn } from '../helpers/groups';
import type { LintRule } from '../framework/rule';
import { listed } from '../helpers/text';

/** Addresses at which clouds serve the credentials of the node or the pod. */
const METADATA = METADATA_ADDRESSES.map((text) => parseAddress(text)!);

export const METADATA_SERVICE_OPEN: LintRule = {
  id: 'metadata-service-open',
  severity: 'warning',
  edge: true,
  assumes: 'one rule',
  summary: 'Pods that are isolated for egress can reach the metadata service of the cloud.',
  why: 'the metadata service gives the credentials of the node to any client that asks; a block for the internet often contains its address',
  *check(context) {
    for (const { classes, policies } of isolatedGroups(context, 'egress')) {
      const [c] = classes;
      for (const address of METADATA) {
        const witness = context.witness(c, address, 'TCP', 80, 'allowed');
        if (witness === undefined) continue;
        const opening = context.engine.decisions('egress', c, address, 'TCP', 80).find(({ effect, rule }) => effect === 'allow' && rule !== undefined);
        // `allow-all-rule` reports a rule that opens everything
        const everything = opening?.rule !== undefined && opening.rule.peers === undefined && opening.rule.traffic.fixed.isAll();
        if (everything && opening.policy.stage.isolating) break;
        yield {
          message: `${listed(namesIn(context, classes))} may reach the metadata service at \`${witness.destination.label}\``,
          fix: 'exclude link-local and private blocks with `except` (`notNets` in Calico), for IPv4 and IPv6; or use `InternetEgress` in code',
          origin: opening?.policy.origin ?? policies[0].origin,
          path: opening?.rule?.origin.path ?? ['spec', 'egress'],
          witness,
        };
        break;
      }
    }
  },
};
