import type { RulePeer, Witness } from '../../model';
import { formatPath } from '../../model';
import type { LintContext, PlacedRule } from '../framework/context';
import { covers, coversPeers, coversTraffic, selectsAll } from '../helpers/cover';
import { Exclusion, exclusionsOf } from '../helpers/exclusions';
import { witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { peerPath } from '../helpers/text';

/** With how many other rules of its namespace a rule is compared. */
const MAX_OTHERS = 200;

export const VOID_EXCLUSION: LintRule = {
  id: 'void-exclusion',
  severity: 'warning',
  edge: true,
  summary: 'What one item leaves out, another item of the same pods admits.',
  why: 'one matching item is enough, and none can take back what another one allows: `except`, `NotIn` and `DoesNotExist` restrict their own item only',
  *check(context) {
    const rules = context.rules().filter(({ policy, rule }) => policy.stage.isolating && policy.language === undefined && rule.action === 'allow');
    const inPlace = new Map<string, PlacedRule[]>();
    const placeOf = ({ policy, rule }: PlacedRule) => `${rule.direction} ${policy.namespace ?? ''}`;
    for (const placed of rules) {
      const list = inPlace.get(placeOf(placed));
      if (list === undefined) inPlace.set(placeOf(placed), [placed]);
      else if (list.length < MAX_OTHERS) list.push(placed);
    }
    for (const placed of rules) {
      const exclusions = (placed.rule.peers ?? []).flatMap(exclusionsOf);
      if (exclusions.length === 0) continue;
      const others = inPlace.get(placeOf(placed))!;
      // `shadowed-rule` reports a rule of which all is allowed anyway
      if (others.some((wide) => covers(wide, placed))) continue;
      for (const exclusion of exclusions) {
        const opening = others.find((wide) => admits(wide, placed, exclusion));
        const witness = opening && witnessIn(context, placed, exclusion.excluded);
        if (opening === undefined || witness === undefined) continue;
        const where = opening.policy === placed.policy ? `\`${formatPath(opening.rule.origin.path)}\`` : opening.policy.origin.label;
        yield {
          message: `\`${exclusion.written}\` is left out here, and another item in ${where} admits it`,
          fix: `write the exclusion in ${opening.rule === placed.rule ? 'every item' : 'both rules'}, or remove the wider item`,
          origin: placed.policy.origin,
          path: peerPath(placed.rule, exclusion.peer),
          witness,
        };
      }
    }
  },
};

/** Whether a peer of a rule that means more than the exclusion admits all of it, for the same traffic and the same pods. */
function admits(wide: PlacedRule, narrow: PlacedRule, { peer, excluded }: Exclusion): boolean {
  if (!coversTraffic(wide.rule, narrow.rule) || !selectsAll(wide.policy.subject, narrow.policy.subject)) return false;
  const others = (wide.rule.peers ?? []).filter((other) => other !== peer && other.type === peer.type);
  return others.some((other) => coversPeers([other], [excluded]) && isWider(other, excluded));
}

/** A rule for what is left out alone is meant: "the internet but for the cluster, and of the cluster these". */
function isWider(other: RulePeer, excluded: RulePeer): boolean {
  return !coversPeers([excluded], [other]);
}

/** An allowed connection with what is left out. */
function witnessIn(context: LintContext, { policy, rule }: PlacedRule, excluded: RulePeer): Witness | undefined {
  const ends = excluded.type === 'addresses' ? [excluded.addresses.first()!] : excluded.type === 'endpoints' ? context.matching(excluded.endpoints) : [];
  for (const c of context.subjects(policy)) {
    for (const end of ends) {
      const witness = witnessOf(context, rule, rule.direction === 'ingress' ? { source: end, destination: c } : { source: c, destination: end }, 'allowed');
      if (witness !== undefined) return witness;
    }
  }
  return undefined;
}
