import type { Engine, Reach } from '../../../engine';
import type { Problem } from '../../../model';
import { INGRESS_CONTROLLER, type Edge, type EdgeEnd } from '../../../results/connections';
import { TrafficSet } from '../../../sets';
import type { Identity, AnalysisSession } from '../../session/session';
import { OutsideBlock, addressBlocksOf } from '../../pairs/address-blocks';
import { Opened, openedBy, withController } from '../../pairs/ingress-routes';
import { definitelyAllowed, PairScan } from '../../pairs/pair-scan';
import { Traffic } from '../../../results/traffic';
import { positionsNamed } from '../../ends/ends';
import { choose, Chosen, Focus, focusTest } from './focus';
import { unmatchedNames } from './unmatched-names';

const CONTROLLER_END: EdgeEnd = { type: 'controller', label: INGRESS_CONTROLLER };

interface ListedEnd {
  readonly end: EdgeEnd;
  /** The workload's number; for the controller, how many workloads there are. */
  readonly member?: number;
  readonly block?: OutsideBlock;
}

/** Who reaches whom in the reading of the compatible forms. */
export function list(session: AnalysisSession, focus: Focus = {}): Listing {
  return new Listing(session, focus);
}

/** Who reaches whom in the reading of the compatible forms, one edge after the other, in bytewise order. */
export class Listing {
  public readonly problems: readonly Problem[];

  private readonly identities: readonly Identity[];
  private readonly engine: Engine;
  private readonly scan: PairScan;
  private readonly classes: readonly (readonly number[])[];
  private readonly controller?: number;
  private readonly opened: Opened;
  private readonly sources: readonly ListedEnd[];
  /** Workloads and addresses as destinations; their positions are the order of the lines. */
  private readonly destinations: readonly ListedEnd[];
  private readonly rankOf: Int32Array;
  private readonly blockRanks: number[] = [];
  private examples?: Int32Array;
  private readonly chosen: { readonly workloads: Chosen; readonly peers: Chosen };

  public constructor(session: AnalysisSession, private readonly focus: Focus = {}) {
    const { cluster } = session.decoded;
    const policies = session.policiesAsRead();
    const extended = withController(session);
    this.identities = [...session.identities().values()];
    this.engine = extended.compatible();
    const { ofWorkload } = this.engine.classes;
    this.classes = this.identities.map(({ positions }) => [...new Set(positions.map((position) => ofWorkload[position]))]);
    this.controller = extended === session ? undefined : ofWorkload[cluster.workloads.length];
    this.opened = openedBy(cluster);
    this.scan = new PairScan([this.engine], this.classes.map((classes) => [classes]));

    const workloads = this.identities.map((identity, member): ListedEnd => ({ end: endOf(identity), member }));
    const outside = (blocks: readonly OutsideBlock[]) => blocks.map((block): ListedEnd => ({ end: { type: 'outside', label: block.label }, block }));
    const controller: ListedEnd[] = this.controller === undefined ? [] : [{ end: CONTROLLER_END, member: this.identities.length }];
    this.sources = [...workloads, ...outside(addressBlocksOf(policies, cluster, 'ingress')), ...controller].sort(byLabel);
    this.destinations = [...workloads, ...outside(addressBlocksOf(policies, cluster, 'egress'))].sort(byLabel);
    this.rankOf = new Int32Array(this.identities.length);
    this.destinations.forEach(({ member }, rank) => {
      if (member !== undefined) this.rankOf[member] = rank;
      else this.blockRanks.push(rank);
    });
    const resolve = (name: string) => positionsNamed(session, name);
    const chosen = (names: readonly string[] = []) => choose(names, this.identities, this.controller !== undefined, resolve);
    this.chosen = { workloads: chosen(focus.workloads), peers: chosen(focus.peers) };
    this.problems = [...this.opened.problems, ...this.blocked(), ...unmatchedNames(focus, this.chosen.workloads, this.chosen.peers, this.identities)];
  }

  public *edges(): Generator<Edge> {
    const { connection } = this.focus;
    const shows = focusTest(this.focus, this.chosen.workloads, this.chosen.peers);
    const traffic: (TrafficSet | undefined)[] = new Array(this.destinations.length);
    for (const source of this.sources) {
      const ranks: number[] = [];
      this.reach(source, (rank, set) => {
        if (set.isEmpty()) return;
        const before = traffic[rank];
        if (before === undefined) ranks.push(rank);
        traffic[rank] = before === undefined ? set : before.union(set);
      });
      for (const rank of Int32Array.from(ranks).sort()) {
        const destination = this.destinations[rank];
        const set = traffic[rank]!;
        traffic[rank] = undefined;
        if (!shows(source.member, destination.member)) continue;
        if (connection !== undefined && !set.contains(connection.protocol, connection.port)) continue;
        yield { source: source.end, destination: destination.end, traffic: Traffic._of(set) };
      }
    }
  }

  /** The nodes of a graph: every workload, unless there is a focus, and whatever has an edge. */
  public ends(): Iterable<EdgeEnd> {
    const found = new Map<string, EdgeEnd>();
    if (this.focus.workloads === undefined || this.focus.workloads.length === 0) {
      for (const identity of this.identities) found.set(identity.label, endOf(identity));
    }
    for (const { source, destination } of this.edges()) {
      found.set(source.label, source);
      found.set(destination.label, destination);
    }
    return found.values();
  }

  private reach(source: ListedEnd, add: (rank: number, set: TrafficSet) => void): void {
    if (source.block !== undefined) return this.fromOutside(source.block, add);
    if (source.member === this.identities.length) return this.fromController(add);
    this.fromWorkload(source.member!, add);
  }

  private fromWorkload(source: number, add: (rank: number, set: TrafficSet) => void): void {
    for (const member of this.scan.listed(source)) {
      if (member !== source) add(this.rankOf[member], definitelyAllowed(this.scan.between(0, source, member)));
    }
    for (const bucket of this.scan.buckets) {
      const allowed = definitelyAllowed(this.scan.toBucket(0, source, bucket));
      if (allowed.isEmpty()) continue;
      for (const member of bucket.members) if (!this.scan.isListed(member)) add(this.rankOf[member], allowed);
    }
    for (const rank of this.blockRanks) {
      const { first } = this.destinations[rank].block!;
      add(rank, definitelyAllowed(this.classes[source].map((c) => this.engine.reach(c, first))));
    }
  }

  private fromOutside(block: OutsideBlock, add: (rank: number, set: TrafficSet) => void): void {
    for (let row = 0; row < this.engine.rowCount('ingress'); row++) {
      const { allowed } = this.engine.reach(block.first, this.rowExample(row));
      if (!allowed.isEmpty()) this.scan.behind(0, row).forEach((member) => add(this.rankOf[member], allowed));
    }
  }

  private fromController(add: (rank: number, set: TrafficSet) => void): void {
    for (const { member, set } of this.openedToWorkloads()) add(this.rankOf[member], set.intersect(definitelyAllowed(this.fromControllerTo(member))));
  }

  private fromControllerTo(member: number): Reach[] {
    return this.classes[member].map((c) => this.engine.reach(this.controller!, c));
  }

  private *openedToWorkloads(): Generator<{ member: number; set: TrafficSet }> {
    for (const [member, { label }] of this.identities.entries()) {
      const set = this.opened.traffic.get(label);
      if (set !== undefined) yield { member, set };
    }
  }

  /** A class for each ingress row. */
  private rowExample(row: number): number {
    if (this.examples === undefined) {
      this.examples = new Int32Array(this.engine.rowCount('ingress'));
      for (let c = 0; c < this.engine.classes.count; c++) this.examples[this.engine.rowNumber('ingress', c)] = c;
    }
    return this.examples[row];
  }

  /** Whether a workload of another namespace reaches some of it: that may be the controller, which nothing in the input marks. */
  private mayBeForwarded(member: number, set: TrafficSet): boolean {
    const { namespace } = this.identities[member];
    return this.identities.some((identity, other) => identity.namespace !== namespace
      && !set.intersect(definitelyAllowed(this.scan.between(0, other, member))).isEmpty());
  }

  private blocked(): Problem[] {
    return [...this.openedToWorkloads()].flatMap(({ member, set }): Problem[] => {
      const reaches = this.fromControllerTo(member);
      if (!set.intersect(definitelyAllowed(reaches)).isEmpty()) return [];
      const leads = `an Ingress or Route leads to \`${this.identities[member].label}\`, but`;
      if (this.mayBeForwarded(member, set)) return [];
      const isUncertain = reaches.some(({ unknown }) => !set.intersect(unknown).isEmpty());
      const message = isUncertain ? `${leads} whether policies let an unknown pod in is unknown` : `${leads} policies let no unknown pod in`;
      return [{ code: isUncertain ? 'backend-unknown' : 'backend-blocked', severity: 'warning', message, ...(!isUncertain && { fix: 'name the controller in a rule' }) }];
    });
  }
}

function endOf({ label, namespace, name, kind }: Identity): EdgeEnd {
  return { type: 'workload', label, namespace, short: `${name}[${kind}]` };
}

function byLabel(a: ListedEnd, b: ListedEnd): number {
  return a.end.label < b.end.label ? -1 : a.end.label > b.end.label ? 1 : 0;
}
