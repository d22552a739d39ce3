import type { Reach } from '../../../engine';
import { DIRECTIONS } from '../../../model';
import { SPEC } from '../../../profiles';
import { TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import { groupsOf, pairsOf } from '../../pairs/groups';
import { outsideReach } from '../../pairs/outside';
import { PairScan } from '../../pairs/pair-scan';
import { AddressSet } from '../../../results/address-set';
import type { JudgedEnd } from '../../../results/connections';
import type { DeviatingPair, Deviations } from '../../../results/deviations';
import { Traffic } from '../../../results/traffic';

const AGENT = 0;
const BOOK = 1;

/** Compares the session's agent with the specification, pair by pair; at most `most` examples of each kind. */
export function deviationsFromSpec(session: AnalysisSession, most = 20): Deviations {
  const { languages } = session.profile;
  const engines = [session.engine(), session.engine({ profile: { ...SPEC, ...(languages && { languages }) } })];
  const identities = [...session.identities().values()];
  const groups = groupsOf(identities, engines);
  const scan = new PairScan(engines, groups.map(({ member }) => member));
  const nameOf = (group: number, other?: number) => identities[groups[group].identities[group === other ? 1 : 0]].label;
  const tally = new Tally(most);
  for (const { source, destination, count, bucket } of pairsOf(groups, scan)) {
    const reaches = (e: number): Reach[] => (bucket === undefined ? scan.between(e, source, destination) : scan.toBucket(e, source, bucket));
    tally.add(reaches(AGENT), reaches(BOOK), count, () => [nameOf(source), nameOf(destination, source)]);
  }
  for (const [g, { identities: members, member }] of groups.entries()) {
    for (const direction of DIRECTIONS) {
      for (const { reaches, addresses } of outsideReach(engines, direction, member)) {
        const ends = () => [nameOf(g), { addresses: AddressSet._of(addresses) }] as const;
        tally.add(reaches[AGENT], reaches[BOOK], members.length, () => (direction === 'egress' ? ends() : [ends()[1], ends()[0]]));
      }
    }
  }
  return tally;
}

type Ends = readonly [source: JudgedEnd, destination: JudgedEnd];

class Tally implements Deviations {
  public opens = 0;
  public closes = 0;
  public readonly examples: DeviatingPair[] = [];

  public constructor(private readonly most: number) {}

  public add(agent: readonly Reach[], book: readonly Reach[], pairs: number, names: () => Ends): void {
    this.opens += this.note('opens', certain(agent).subtract(possible(book)), pairs, names);
    this.closes += this.note('closes', certain(book).subtract(possible(agent)), pairs, names);
  }

  private note(kind: DeviatingPair['kind'], traffic: TrafficSet, pairs: number, names: () => Ends): number {
    if (traffic.isEmpty()) return 0;
    if (this[kind] < this.most) {
      const [source, destination] = names();
      this.examples.push({ kind, source, destination, traffic: Traffic._of(traffic) });
    }
    return pairs;
  }
}

function certain(reaches: readonly Reach[]): TrafficSet {
  return reaches.reduce((set, { allowed }) => set.intersect(allowed), TrafficSet.ALL);
}

function possible(reaches: readonly Reach[]): TrafficSet {
  return TrafficSet.unionOf(reaches.flatMap(({ allowed, unknown }) => [allowed, unknown]));
}
