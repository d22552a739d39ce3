import { End, Engine, Reach, reasonsOf } from '../../../engine';
import type { Packet } from '../../../sets';
import { Direction, DIRECTIONS } from '../../../model';
import { packetOf } from '../../ends/packets';
import type { AnalysisSession } from '../../session/session';
import { WorkloadGroup, groupsOf, pairsOf } from '../../pairs/groups';
import { outsideReach } from '../../pairs/outside';
import { alike, definitelyAllowed, PairScan } from '../../pairs/pair-scan';
import type { HiddenPairs } from '../../../results/hidden-pairs';

const COMPATIBLE = 0;
const HONEST = 1;

/** Pairs of which something is unknown, and why. */
interface UnknownPairs {
  readonly pairs: number;
  readonly reasons: readonly string[];
}

/** What would look isolated in a compatible form and is not known to be. */
export function hiddenUnknown(session: AnalysisSession): HiddenPairs {
  const tally = new Tally();
  for (const { pairs, reasons } of unknownPairs(session, true)) tally.add(pairs, reasons);
  return tally;
}

/** The pairs of which something is unknown; `hidden`: only those that a compatible form does not show. */
export function* unknownPairs(session: AnalysisSession, hidden = false): Generator<UnknownPairs> {
  const engines = [session.compatible(), session.engine()];
  const groups = groupsOf([...session.identities().values()], engines);
  const why = new Reasons(engines[HONEST]);
  const scan = new PairScan(engines, groups.map(({ member }) => member), (g) => why.noteOf(groups[g].member[HONEST][0]));
  const isShown = (reaches: Parameters<typeof definitelyAllowed>[0]) => hidden && !definitelyAllowed(reaches).isEmpty();
  const open = undecidedGroups(engines[HONEST], groups);
  for (const { source, destination, count, bucket } of pairsOf(groups, scan, (group) => open.ingress.size > 0 || open.egress.has(group))) {
    const reaches = (e: number) => (bucket === undefined ? scan.between(e, source, destination) : scan.toBucket(e, source, bucket));
    const { unknown } = alike(reaches(HONEST));
    if (unknown.isEmpty() || isShown(reaches(COMPATIBLE))) continue;
    const [s, d] = [groups[source].member[HONEST][0], groups[destination].member[HONEST][0]];
    yield { pairs: count, reasons: bucket === undefined || engines[HONEST].classes.count < 500 ? why.between(s, d, unknown) : why.ofRows(s, d) };
  }
  for (const [g, { identities, member }] of groups.entries()) {
    for (const direction of DIRECTIONS) {
      if (!open.outside[direction].has(g)) continue;
      const found = outsideReach(engines, direction, member).find(({ reaches }) =>
        !alike(reaches[HONEST]).unknown.isEmpty() && !isShown(reaches[COMPATIBLE]));
      if (found === undefined) continue;
      yield { pairs: identities.length, reasons: why.at(direction, member[HONEST][0], found.first, packetOf(alike(found.reaches[HONEST]).unknown)) };
    }
  }
}

type Groups = Record<Direction, Set<number>>;

/** The groups for whom something is not decided at their own end, or whose pods are judged differently. */
function undecidedGroups(engine: Engine, groups: readonly WorkloadGroup[]): Groups & { readonly outside: Groups } {
  const found = { ingress: new Set<number>(), egress: new Set<number>(), outside: { ingress: new Set<number>(), egress: new Set<number>() } };
  for (const direction of DIRECTIONS) {
    const rows = Array.from({ length: engine.rowCount(direction) }, (_, number) => {
      const { defaultOutcome, outcomes } = engine.row(direction, number);
      const { v4, v6 } = engine.outside(direction, number);
      const isOpen = (outcome: number) => isUndecided(engine, outcome);
      return { pods: isOpen(defaultOutcome) || outcomes.some(isOpen), outside: v4.outcomes.some(isOpen) || v6.outcomes.some(isOpen) };
    });
    for (const [g, { member }] of groups.entries()) {
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

class Tally implements HiddenPairs {
  public pairs = 0;
  public readonly reasons = new Map<string, number>();

  public add(pairs: number, reasons: readonly string[]): void {
    this.pairs += pairs;
    const known = reasons.length > 0 ? reasons : ['policies of equal priority disagree'];
    for (const reason of known) this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + pairs);
  }
}

/** Why something is unknown: exactly for two classes, or for a row and those that it does not list. */
class Reasons {
  private readonly ofRow: Record<Direction, Map<number, readonly string[]>> = { ingress: new Map(), egress: new Map() };
  private readonly notes = new Map<string, number>();

  public constructor(private readonly engine: Engine) {}

  /** A number for what is unknown about connections to a class from classes that its row does not list. */
  public noteOf(classId: number): number {
    const key = this.reasons('ingress', classId).join('\n');
    let note = this.notes.get(key);
    if (note === undefined) this.notes.set(key, (note = this.notes.size));
    return note;
  }

  public ofRows(source: number, destination: number): readonly string[] {
    return [...this.reasons('egress', source), ...this.reasons('ingress', destination)];
  }

  public between(source: number, destination: number, unknown: Reach['unknown']): readonly string[] {
    const packet = packetOf(unknown);
    return [...new Set([...this.at('egress', source, destination, packet), ...this.at('ingress', destination, source, packet)])];
  }


  public at(direction: Direction, classId: number, peer: End, { protocol, port }: Packet): string[] {
    return reasonsOf(this.engine, direction, classId, peer, this.engine.decisions(direction, classId, peer, protocol, port));
  }

  private reasons(direction: Direction, classId: number): readonly string[] {
    const number = this.engine.rowNumber(direction, classId);
    const known = this.ofRow[direction];
    let reasons = known.get(number);
    if (reasons === undefined) known.set(number, (reasons = this.work(direction, classId)));
    return reasons;
  }

  private work(direction: Direction, classId: number): readonly string[] {
    const row = this.engine.row(direction, this.engine.rowNumber(direction, classId));
    const { mayAllow, mayDeny } = this.engine.outcome(row.defaultOutcome);
    const undecided = mayAllow.intersect(mayDeny);
    if (undecided.isEmpty()) return [];
    let peer = 0;
    while (row.classes[peer] === peer) peer++;
    return peer < this.engine.classes.count ? this.at(direction, classId, peer, packetOf(undecided)) : [];
  }
}
