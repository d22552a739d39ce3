import type { Decision, Engine, Reach } from '../../../engine';
import { DIRECTIONS, type Direction } from '../../../model';
import type { DecidingRule } from '../../../results/deciding-rule';
import type { NamespacePair, NamespacePairs } from '../../../results/report-register';
import { Traffic } from '../../../results/traffic';
import { TrafficSet, append } from '../../../sets';
import { groupsOf, type WorkloadGroup } from '../../pairs/groups';
import { PairScan } from '../../pairs/pair-scan';
import type { AnalysisSession, Identity } from '../../session/session';
import { RuleTexts } from '../list/rule-texts';
import { DecidingRules } from './deciding-rules';

/** With so many namespaces at most, pairs of which all is denied are listed, too. */
const MAX_WITH_DENIED = 40;
/** The most pairs. */
const MAX_PAIRS = 20_000;
/**
 * Of so many groups of pods at most, each two are asked. Of more, those with the same policies are asked once, which may miss a rule that lets no
 * more through than others.
 */
const MAX_EACH = 200;
/** The most rules that a pair names. */
const MAX_RULES = 6;
/** The most that are looked for, to say how many more there are. */
const MAX_FOUND = 100;

interface Sum {
  allowed: TrafficSet;
  unknown: TrafficSet;
  readonly rules: Set<DecidingRule>;
  /** A workload of each side that no policy isolates, by which some of it passes. */
  readonly open: { ingress?: string; egress?: string };
}

/** One side of two classes. */
interface Side {
  readonly direction: Direction;
  readonly subject: number;
  readonly peer: number;
}

/** What passes between each two namespaces, and which rules decide it; a namespace and itself are its pods among each other. */
export function namespacePairs(session: AnalysisSession): NamespacePairs {
  return new Finder(session).all();
}

class Finder {
  private readonly engine: Engine;
  private readonly texts = new RuleTexts();
  private readonly deciding: DecidingRules;
  private readonly identities: readonly Identity[];
  private readonly groups: readonly WorkloadGroup[];
  private readonly sums = new Map<string, Map<string, Sum>>();
  private count = 0;
  private isCut = false;

  public constructor(session: AnalysisSession) {
    this.engine = session.engine();
    this.deciding = new DecidingRules(this.engine);
    this.identities = [...session.identities().values()];
    this.groups = groupsOf(this.identities, [this.engine]);
  }

  public all(): NamespacePairs {
    const namespaces = this.groups.map((group) => [...new Set(group.identities.map((i) => this.identities[i].namespace))]);
    const members = this.groups.map(({ member }) => member);
    this.addAllowed(members, namespaces);
    const names = [...new Set(namespaces.flat())].sort();
    const listsDenied = names.length <= MAX_WITH_DENIED;
    if (listsDenied) this.addDenied(names, namespaces);
    return { pairs: this.pairs(), listsDenied, isCut: this.isCut };
  }

  private addAllowed(members: readonly (readonly (readonly number[])[])[], namespaces: readonly (readonly string[])[]): void {
    const scan = new PairScan([this.engine], members);
    const inBucket = scan.buckets.map((bucket) => {
      const found = new Map<string, number[]>();
      for (const member of bucket.members) for (const name of namespaces[member]) append(found, name, member);
      return found;
    });
    const isSmall = members.length <= MAX_EACH;
    const rowsOf = (direction: Direction, member: number) => members[member][0].map((c) => this.engine.rowNumber(direction, c)).join();
    // what a bucket lets through, and by which rules, is the same for sources with the same policies
    const done = new Map<string, Set<string>>();
    for (const source of members.keys()) {
      for (const destination of scan.listed(source)) {
        const { allowed, unknown } = together(scan.between(0, source, destination));
        if (allowed.isEmpty() && unknown.isEmpty()) continue;
        for (const from of namespaces[source]) {
          for (const to of namespaces[destination]) {
            if (!this.isOnePod(from, source, to, destination)) this.add(from, to, { allowed, unknown }, source, destination);
          }
        }
      }
      for (const [b, bucket] of scan.buckets.entries()) {
        const { allowed, unknown } = together(scan.toBucket(0, source, bucket));
        if (allowed.isEmpty() && unknown.isEmpty()) continue;
        for (const from of namespaces[source]) {
          const key = `${from} ${b} ${isSmall ? source : rowsOf('egress', source)}`;
          let known = done.get(key);
          if (known === undefined) done.set(key, (known = new Set()));
          for (const [to, list] of inBucket[b]) {
            if (known.has(to)) continue;
            const rest = list.filter((member) => !scan.isListed(member) && !this.isOnePod(from, source, to, member));
            if (rest.length === 0) continue;
            known.add(to);
            const examples = isSmall ? rest : new Map(rest.map((member) => [rowsOf('ingress', member), member])).values();
            for (const example of examples) this.add(from, to, { allowed, unknown }, source, example);
          }
        }
      }
    }
  }

  private add(from: string, to: string, { allowed, unknown }: Pick<Sum, 'allowed' | 'unknown'>, source: number, destination: number): void {
    const sum = this.sumOf(from, to);
    if (sum === undefined) return;
    sum.allowed = sum.allowed.union(allowed);
    sum.unknown = sum.unknown.union(unknown);
    if (sum.rules.size > MAX_FOUND) return;
    const traffic = allowed.union(unknown);
    for (const s of this.groups[source].member[0]) {
      for (const d of this.groups[destination].member[0]) {
        if (this.opens(sum, 'egress', s, d, traffic)) sum.open.egress ??= this.nameOf(source, from);
        if (this.opens(sum, 'ingress', d, s, traffic)) sum.open.ingress ??= this.nameOf(destination, to);
      }
    }
  }

  /** Adds the rules of one side that let some traffic through, or may; returns whether some of it needs none, since no policy isolates. */
  private opens({ rules }: Sum, direction: Direction, subject: number, peer: number, traffic: TrafficSet): boolean {
    const isKnown = (decision: Decision) => rules.has(this.texts.of(direction, decision));
    const { decisions, isPartlyOpen } = this.deciding.of(direction, subject, peer, traffic, isKnown);
    this.note(rules, direction, decisions.filter(({ effect }) => effect === 'allow' || effect === 'unread'));
    return isPartlyOpen;
  }

  /** Whether both groups, in their namespaces, are one and the same single pod, which is no pair with itself. */
  private isOnePod(from: string, source: number, to: string, destination: number): boolean {
    if (from !== to || source !== destination) return false;
    const [first, ...more] = this.groups[source].identities.map((i) => this.identities[i]).filter(({ namespace }) => namespace === from);
    return more.length === 0 && this.engine.isOnePod(first, first) === 'definite';
  }

  private nameOf(group: number, namespace: string): string {
    return this.groups[group].identities.map((i) => this.identities[i]).find((one) => one.namespace === namespace)!.label;
  }

  /** The pairs of which nothing is allowed or unknown, with the rules and policies that deny it. */
  private addDenied(names: readonly string[], namespaces: readonly (readonly string[])[]): void {
    const groupsIn = new Map(names.map((name) => [name, [...namespaces.keys()].filter((group) => namespaces[group].includes(name))] as const));
    for (const [from, sources] of groupsIn) {
      for (const [to, destinations] of groupsIn) {
        if (this.sums.get(from)?.has(to) === true) continue;
        for (const source of sources) {
          for (const destination of destinations) {
            if (this.isOnePod(from, source, to, destination)) continue;
            const sum = this.sumOf(from, to);
            if (sum === undefined) return;
            if (sum.rules.size > MAX_FOUND) break;
            this.addClosing(sum, source, destination);
          }
        }
      }
    }
  }

  private addClosing(sum: Sum, from: number, to: number): void {
    for (const source of this.groups[from].member[0]) {
      for (const destination of this.groups[to].member[0]) {
        const sides: readonly Side[] = [
          { direction: 'ingress', subject: destination, peer: source }, { direction: 'egress', subject: source, peer: destination },
        ];
        const whole = sides.filter((side) => this.deniesAll(side));
        // where neither side denies everything, both do together
        for (const side of whole.length > 0 ? whole : sides) this.closing(sum, side);
      }
    }
  }

  private deniesAll({ direction, subject, peer }: Side): boolean {
    return this.engine.outcome(this.engine.entry(direction, subject, peer)).mayAllow.isEmpty();
  }

  /** Adds what denies at one side. */
  private closing({ rules }: Sum, { direction, subject, peer }: Side): void {
    const isKnown = (decision: Decision) => rules.has(this.texts.of(direction, decision));
    const { decisions } = this.deciding.of(direction, subject, peer, TrafficSet.ALL, isKnown);
    this.note(rules, direction, decisions.filter(({ effect }) => effect !== 'allow' && effect !== 'pass'));
  }

  private note(rules: Set<DecidingRule>, direction: Direction, decisions: readonly Decision[]): void {
    for (const decision of decisions) if (rules.size <= MAX_FOUND) rules.add(this.texts.of(direction, decision));
  }

  private sumOf(from: string, to: string): Sum | undefined {
    let row = this.sums.get(from);
    if (row === undefined) this.sums.set(from, (row = new Map()));
    let sum = row.get(to);
    if (sum === undefined) {
      if (this.count >= MAX_PAIRS) {
        this.isCut = true;
        return undefined;
      }
      this.count++;
      row.set(to, (sum = { allowed: TrafficSet.NONE, unknown: TrafficSet.NONE, rules: new Set(), open: {} }));
    }
    return sum;
  }

  private pairs(): NamespacePair[] {
    return sorted(this.sums).flatMap(([source, row]) => sorted(row).map(([destination, { allowed, unknown, rules, open }]): NamespacePair => ({
      ...{ source, destination, allowed: Traffic._of(allowed), unknown: Traffic._of(unknown) },
      rules: [...rules].slice(0, MAX_RULES),
      furtherRules: Math.max(0, rules.size - MAX_RULES),
      notIsolated: DIRECTIONS.flatMap((direction) => (open[direction] === undefined ? [] : [{ direction, workload: open[direction] }])),
    })));
  }
}

/** What is allowed, and what is unknown, for some of several pairs. */
function together(reaches: readonly Reach[]): Reach {
  return {
    allowed: TrafficSet.unionOf(reaches.map(({ allowed }) => allowed)),
    unknown: TrafficSet.unionOf(reaches.map(({ unknown }) => unknown)),
  };
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
