import type { Engine, Reach, UnknownCause } from '../../../engine';
import { Direction, DIRECTIONS } from '../../../model';
import type { TrafficSet } from '../../../sets';
import { packetOf } from '../../ends/packets';
import { WorkloadGroup, groupsOf, pairsOf } from '../../pairs/groups';
import { outsideReach } from '../../pairs/outside';
import { alike, definitelyAllowed, PairScan } from '../../pairs/pair-scan';
import type { AnalysisSession } from '../../session/session';
import { PairReasons } from './pair-reasons';

const COMPATIBLE = 0;
const HONEST = 1;

/** How what a compatible form shows of a pair is not what is certain. */
export interface Differences {
  /** Not shown, and something is unknown. */
  readonly unknown: boolean;
  /** Not shown, and what passes is known. */
  readonly allowed: boolean;
  /** Shown with traffic that is not certain to pass. */
  readonly more: boolean;
  /** Shown without all of the traffic that may pass. */
  readonly less: boolean;
}

/** Pairs that are judged alike, and why. */
interface CountedPairs {
  readonly pairs: number;
  readonly differences: Differences;
  readonly causes: readonly UnknownCause[];
}

/** The pairs of which something is unknown, or those that a compatible form does not show as they are. */
export function* countedPairs(session: AnalysisSession, which: 'unknown' | 'misshown'): Generator<CountedPairs> {
  // what is unknown does not depend on what a compatible form shows
  const engines = [which === 'unknown' ? session.engine() : session.compatible(), session.engine()];
  const groups = groupsOf([...session.identities().values()], engines);
  const why = new PairReasons(engines[HONEST]);
  const classOf = (group: number) => groups[group].member[HONEST][0];
  const scan = new PairScan(engines, groups.map(({ member }) => member), (g) => why.noteOf(classOf(g)));
  const open = undecidedGroups(engines[HONEST], groups, which === 'misshown');
  const isCounted = ({ whole, differences }: Judged) => (which === 'unknown' ? !whole.unknown.isEmpty() : isMisshown(differences));
  for (const { source, destination, count, bucket } of pairsOf(groups, scan, (group) => open.ingress.size > 0 || open.egress.has(group))) {
    const judged = judge((e) => (bucket === undefined ? scan.between(e, source, destination) : scan.toBucket(e, source, bucket)));
    if (!isCounted(judged)) continue;
    const [s, d] = [classOf(source), classOf(destination)];
    const isExact = bucket === undefined || engines[HONEST].classes.count < 500;
    yield counted(count, [judged], why, [s, d], ({ unknown }) => (isExact ? why.between(s, d, unknown) : why.ofRows(s, d)));
  }
  for (const [g, { identities, member }] of groups.entries()) {
    for (const direction of DIRECTIONS) {
      if (!open.outside[direction].has(g)) continue;
      const parts = outsideReach(engines, direction, member).map(({ first, reaches }) => ({ first, ...judge((e) => reaches[e]) })).filter(isCounted);
      if (parts.length === 0) continue;
      parts.sort((a, b) => Number(a.whole.unknown.isEmpty()) - Number(b.whole.unknown.isEmpty()));
      yield counted(identities.length, parts, why, [classOf(g)], ({ unknown }) => why.at(direction, classOf(g), parts[0].first, packetOf(unknown)));
    }
  }
}

interface Judged {
  /** For each pair of classes. */
  readonly known: readonly Reach[];
  readonly whole: Reach;
  readonly differences: Differences;
}

function judge(reaches: (engine: number) => readonly Reach[]): Judged {
  const known = reaches(HONEST);
  const whole = alike(known);
  return { known, whole, differences: differencesOf(definitelyAllowed(reaches(COMPATIBLE)), whole) };
}

function isMisshown({ unknown, allowed, more, less }: Differences): boolean {
  return unknown || allowed || more || less;
}

function differencesOf(shown: TrafficSet, { allowed, unknown }: Reach): Differences {
  if (shown.isEmpty()) return { unknown: !unknown.isEmpty(), allowed: unknown.isEmpty() && !allowed.isEmpty(), more: false, less: false };
  return { unknown: false, allowed: false, more: !shown.isSubsetOf(allowed), less: !allowed.union(unknown).isSubsetOf(shown) };
}

/** `parts`: of one pair of ends; one that is unknown stands first, if there is any. */
function counted(
  pairs: number, parts: readonly Judged[], why: PairReasons, classes: readonly number[], causesOf: (whole: Reach) => readonly UnknownCause[],
): CountedPairs {
  const [{ whole, known }] = parts;
  const causes = whole.unknown.isEmpty() ? [] : causesOf(whole);
  const some = (kind: keyof Differences) => parts.some(({ differences }) => differences[kind]);
  return {
    pairs,
    differences: { unknown: some('unknown'), allowed: some('allowed'), more: some('more'), less: some('less') },
    causes: causes.length > 0 ? causes : why.otherwise(known, classes),
  };
}

type Groups = Record<Direction, Set<number>>;

/** The groups for whom something is not decided at their own end, or whose pods are judged differently. `withHosts`: and those on the host network. */
function undecidedGroups(engine: Engine, groups: readonly WorkloadGroup[], withHosts: boolean): Groups & { readonly outside: Groups } {
  const found = { ingress: new Set<number>(), egress: new Set<number>(), outside: { ingress: new Set<number>(), egress: new Set<number>() } };
  const known: boolean[] = [];
  const isOpen = (outcome: number) => (known[outcome] ??= isUndecided(engine, outcome));
  for (const direction of DIRECTIONS) {
    const rows = Array.from({ length: engine.rowCount(direction) }, (_, number) => {
      const { defaultOutcome, outcomes } = engine.row(direction, number);
      const { v4, v6 } = engine.outside(direction, number);
      return { pods: isOpen(defaultOutcome) || outcomes.some(isOpen), outside: v4.outcomes.some(isOpen) || v6.outcomes.some(isOpen) };
    });
    for (const [g, { member }] of groups.entries()) {
      if (withHosts && member[HONEST].some((c) => engine.classes.example[c].hostNetwork)) {
        found[direction].add(g);
        found.outside[direction].add(g);
      }
      const memberRows = member[HONEST].map((c) => rows[engine.rowNumber(direction, c)]);
      if (memberRows.length > 1 || memberRows.some(({ pods }) => pods)) found[direction].add(g);
      if (memberRows.length > 1 || memberRows.some(({ outside }) => outside)) found.outside[direction].add(g);
    }
  }
  return found;
}

function isUndecided(engine: Engine, outcome: number): boolean {
  const { mayAllow, mayDeny } = engine.outcome(outcome);
  return !mayAllow.intersect(mayDeny).isEmpty();
}

