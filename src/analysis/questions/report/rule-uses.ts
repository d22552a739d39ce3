import type { Engine, End } from '../../../engine';
import type { Rule } from '../../../model';
import type { RuleUse } from '../../../results/report-register';
import type { Protocol } from '../../../sets';
import type { ResolvedTraffic, TrafficEdge } from '../../traffic/traffic';
import type { TrafficEnd } from '../../ends/traffic-end';

const PROTOCOLS: readonly string[] = ['TCP', 'UDP', 'SCTP'];

/**
 * What a record shows of each rule: the connections that it allows. Where the record does not tell which of several pods it was, each of them
 * counts: a rule that may be in use is not said to be unused.
 */
export function ruleUses({ edges, sessions: [session] }: ResolvedTraffic): (rule: Rule) => RuleUse {
  const engine = session.engine();
  const found = new Map<Rule, { records: number; last: number }>();
  for (const edge of edges) {
    const records = recordsOf(edge);
    if (records === 0 || !PROTOCOLS.includes(edge.protocol)) continue;
    for (const rule of rulesOf(engine, edge)) {
      const known = found.get(rule) ?? { records: 0, last: Number.NaN };
      const isLater = !Number.isNaN(edge.last) && !(edge.last <= known.last);
      found.set(rule, { records: known.records + records, last: isLater ? edge.last : known.last });
    }
  }
  return (rule) => {
    const use = found.get(rule);
    return { records: use?.records ?? 0, ...(use && !Number.isNaN(use.last) && { last: new Date(use.last).toISOString() }) };
  };
}

/** Records of the edge that may have passed: what was denied at the time is no use of a rule. */
function recordsOf({ outcomes, replies }: TrafficEdge): number {
  const { denied, ...others } = outcomes;
  return Object.values(others).reduce((sum, count) => sum + count, 0) + replies;
}

function rulesOf(engine: Engine, edge: TrafficEdge): Set<Rule> {
  const rules = new Set<Rule>();
  for (const from of alternatives(engine, edge.source.ends[0])) {
    for (const to of alternatives(engine, edge.destination.ends[0])) {
      for (const [direction, subject, peer] of [['egress', from, to], ['ingress', to, from]] as const) {
        if (typeof subject !== 'number') continue;
        for (const { effect, rule } of engine.decisions(direction, subject, peer, edge.protocol as Protocol, edge.port)) {
          if (effect === 'allow' && rule !== undefined) rules.add(rule);
        }
      }
    }
  }
  return rules;
}

function alternatives(engine: Engine, end: TrafficEnd): End[] {
  switch (end.type) {
    case 'workload': return [engine.classes.ofWorkload[end.position]];
    case 'choice': return end.among.flatMap((one) => alternatives(engine, one));
    case 'address': return [end.address];
    case 'node': return end.address === undefined ? [] : [end.address];
    default: return [];
  }
}
