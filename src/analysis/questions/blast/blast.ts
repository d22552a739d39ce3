import { reachCounts, Certainty, Engine, Adjacency, podsOf, BreadthFirst, breadthFirst } from '../../../engine';
import { DIRECTIONS } from '../../../model';
import { fail } from '../../../errors';
import { Address, IpSet } from '../../../sets';
import { workloadLabel, AnalysisSession } from '../../session/session';
import type { NamedEnd } from '../../ends/ends';
import type { BlastChange, BlastRadius, RadiusSize, ReachedWorkload } from '../../../results/blast';
import { Traffic } from '../../../results/traffic';
import { outsideOf, targetsOf } from './outside';
import { cutEdgesOf } from './cut-edges';

/** The most addresses of the API server that are looked at. */
const MAX_SERVERS = 64;

/** How a blast radius is measured. */
export interface BlastSettings {
  /** How far an attacker goes from pod to pod, from 1; @default Infinity */
  readonly hops?: number;
}

/** What an attacker reaches from a compromised pod of a workload. */
export function blast(session: AnalysisSession, end: NamedEnd, settings: BlastSettings = {}): BlastRadius {
  return new Blast(session).radius(end, settings);
}

/** How far each workload reaches, the farthest first. */
export function blastSizes(session: AnalysisSession): RadiusSize[] {
  return new Blast(session).sizes();
}

/** Measures what compromised pods reach in a cluster. The edges are computed once for all questions. */
export class Blast {
  private readonly engine: Engine;
  private readonly weight: Float64Array;
  private readonly edges: Partial<Record<Certainty, Adjacency>> = {};
  private named?: readonly (readonly string[])[];

  public constructor(private readonly session: AnalysisSession) {
    this.engine = session.engine();
    this.weight = this.engine.classes.podCount;
  }

  /** What an attacker reaches from a compromised pod of a workload. */
  public radius(end: NamedEnd, { hops: maxSteps = Infinity }: BlastSettings = {}): BlastRadius {
    if (end.address !== undefined) fail('no-workload', `\`${end.label}\` is an address outside the cluster`, 'name a workload');
    const starts = this.startsOf(end);
    const definite = breadthFirst(this.adjacency('definite'), starts, maxSteps, this.weight);
    const possible = breadthFirst(this.adjacency('possible'), starts, maxSteps, this.weight);
    const direct = breadthFirst(this.adjacency('definite'), starts, 1, this.weight);
    return {
      workload: end.label,
      directPods: podsOf(direct, starts, this.weight),
      pods: podsOf(definite, starts, this.weight),
      podsAtWorst: podsOf(possible, starts, this.weight),
      podsOfCluster: this.weight.reduce((sum, pods) => sum + pods, 0) - 1,
      workloads: this.reached(end, definite, possible),
      outside: outsideOf(this.engine, starts, definite),
      targets: targetsOf(this.engine, starts, definite, possible, apiServersOf(this.session), (c) => this.namesOf(c)[0], end.label),
      cutEdges: cutEdgesOf(this.engine, this.adjacency('definite'), starts, definite, maxSteps, (c) => this.namesOf(c)),
    };
  }

  /** How far each workload reaches, the farthest first. */
  public sizes(): RadiusSize[] {
    const [definite, possible] = (['definite', 'possible'] as const).map((certainty) => {
      const same = certainty === 'possible' && !this.hasUnknown();
      return reachCounts(this.adjacency(same ? 'definite' : certainty), new Adjacency(this.engine, 'ingress', same ? 'definite' : certainty), this.weight);
    });
    const { ofWorkload } = this.engine.classes;
    const most = (positions: readonly number[], counts: Float64Array) =>
      positions.reduce((max, position) => Math.max(max, counts[ofWorkload[position]]), 0);
    return [...this.session.identities().values()]
      .map(({ label, positions }) => ({
        workload: label,
        directPods: most(positions, definite.direct),
        pods: most(positions, definite.total),
        podsAtWorst: most(positions, possible.total),
      }))
      .sort((a, b) => b.podsAtWorst - a.podsAtWorst || b.pods - a.pods || b.directPods - a.directPods || (a.workload < b.workload ? -1 : 1));
  }

  private startsOf({ positions }: NamedEnd): number[] {
    return [...new Set(positions.map((position) => this.engine.classes.ofWorkload[position]))];
  }

  private adjacency(certainty: Certainty): Adjacency {
    return (this.edges[certainty] ??= new Adjacency(this.engine, 'egress', certainty));
  }

  /** Whether anything is undetermined; usually nothing is, and one measurement is enough. */
  private hasUnknown(): boolean {
    const undecided = (outcome: number) => !this.engine.outcome(outcome).mayAllow.intersect(this.engine.outcome(outcome).mayDeny).isEmpty();
    return DIRECTIONS.some((direction) => {
      for (let number = 0; number < this.engine.rowCount(direction); number++) {
        const row = this.engine.row(direction, number);
        if (undecided(row.defaultOutcome) || row.outcomes.some(undecided)) return true;
      }
      return false;
    });
  }

  private reached(end: NamedEnd, definite: BreadthFirst, possible: BreadthFirst): ReachedWorkload[] {
    const found = new Map<string, ReachedWorkload>();
    for (const [reachedBy, isUncertain] of [[definite, false], [possible, true]] as const) {
      for (const c of reachedBy.order) {
        const from = reachedBy.from[c];
        const { allowed, unknown } = this.engine.reach(from, c);
        const via = reachedBy.distance[c] === 1 ? end.label : this.namesOf(from)[0];
        for (const workload of this.namesOf(c)) {
          if (found.has(workload)) continue;
          const hop = reachedBy.distance[c];
          found.set(workload, { workload, hop, via, traffic: Traffic._of(allowed), unknown: Traffic._of(unknown), isUncertain });
        }
      }
    }
    return [...found.values()].sort((a, b) => Number(a.isUncertain) - Number(b.isUncertain) || a.hop - b.hop || (a.workload < b.workload ? -1 : 1));
  }

  /** The workloads of a class, in bytewise order. */
  private namesOf(c: number): readonly string[] {
    if (this.named === undefined) {
      const sets = Array.from({ length: this.engine.classes.count }, () => new Set<string>());
      this.session.decoded.cluster.workloads.forEach((workload, i) => sets[this.engine.classes.ofWorkload[i]].add(workloadLabel(workload)));
      this.named = sets.map((set) => [...set].sort());
    }
    return this.named[c];
  }
}

/** Addresses of the API server; of large blocks the first ones. */
function apiServersOf({ facts }: AnalysisSession): Address[] {
  const found: Address[] = [];
  const { v4, v6 } = facts.apiServer?.value ?? IpSet.NONE;
  for (const { first, last } of v4) for (let value = first; value <= last && found.length < MAX_SERVERS; value++) found.push({ family: 4, value });
  for (const { first, last } of v6) for (let value = first; value <= last && found.length < MAX_SERVERS; value++) found.push({ family: 6, value });
  return found;
}

/** What a change does to the radius of a workload that both states have. */
export function blastChange(before: BlastRadius | undefined, after: BlastRadius): BlastChange {
  const names = (radius: BlastRadius | undefined) => new Set(radius?.workloads.map(({ workload }) => workload));
  const [old, now] = [names(before), names(after)];
  return {
    workload: after.workload,
    podsBefore: before?.pods ?? 0,
    podsAfter: after.pods,
    added: [...now].filter((name) => !old.has(name)).sort(),
    removed: [...old].filter((name) => !now.has(name)).sort(),
  };
}
