import { fail } from '../errors';
import type { Direction } from '../model';
import { TrafficSet } from '../sets';
import {
  checkId, EndSpecs, ExceptionSpec, parseInvariantTraffic as parseTraffic, readInvariants, readyMade, Statement,
} from '../analysis';
import { InvariantEnd } from './invariant-end';

/** What an invariant does not cover. */
export interface InvariantException {
  /**
   * The sources, any of these.
   *
   * @default - every source
   */
  readonly from?: InvariantEnd[];
  /**
   * The destinations, any of these.
   *
   * @default - every destination
   */
  readonly to?: InvariantEnd[];
  /**
   * Protocols with ports at the destination: `TCP 443`, `TCP 8000-8100`, `UDP`; a number alone is TCP.
   *
   * @default - all traffic
   */
  readonly traffic?: string[];
}

/** What must hold, for all pods that exist or could exist. */
export interface InvariantOptions {
  /** How reports name it: lower-case letters, digits, dots and dashes, at most 100. */
  readonly id: string;
  /**
   * Why it must hold, such as the clause of a standard.
   *
   * @default - no reason is given
   */
  readonly reason?: string;
  /**
   * The sources, any of these.
   *
   * @default - anyone: every pod and every address
   */
  readonly from?: InvariantEnd[];
  /**
   * The destinations, any of these.
   *
   * @default - anyone: every pod and every address
   */
  readonly to?: InvariantEnd[];
  /**
   * Protocols with ports at the destination: `TCP 443`, `TCP 8000-8100`, `UDP`; a number alone is TCP.
   *
   * @default - all traffic
   */
  readonly traffic?: string[];
  /**
   * What the invariant does not cover.
   *
   * @default - nothing is excepted
   */
  readonly except?: InvariantException[];
}

/** A closed namespace. */
export interface ClosedNamespaceOptions {
  /**
   * How reports name it.
   *
   * @default - the name of the namespace followed by `-is-closed`
   */
  readonly id?: string;
  /**
   * Why it must hold, such as the clause of a standard.
   *
   * @default - no reason is given
   */
  readonly reason?: string;
  /** The namespace that nothing outside may reach. */
  readonly namespace: string;
  /**
   * The exceptions: what may reach it.
   *
   * @default - nothing
   */
  readonly except?: InvariantException[];
}

/** Isolated pods. */
export interface IsolatedPodsOptions {
  /** How reports name it: lower-case letters, digits, dots and dashes, at most 100. */
  readonly id: string;
  /**
   * Why it must hold, such as the clause of a standard.
   *
   * @default - no reason is given
   */
  readonly reason?: string;
  /**
   * Which pods, those that do not exist yet included.
   *
   * @default - all pods of all namespaces
   */
  readonly pods?: InvariantEnd[];
  /**
   * Whether traffic to them must be isolated.
   *
   * @default true
   */
  readonly ingress?: boolean;
  /**
   * Whether traffic from them must be isolated.
   *
   * @default true
   */
  readonly egress?: boolean;
}

/** Options of a ready-made invariant. */
export interface ReadyMadeOptions {
  /**
   * How reports name it.
   *
   * @default - its own name
   */
  readonly id?: string;
  /**
   * The namespace that it is about.
   *
   * @default - none; an invariant that needs one throws an error
   */
  readonly namespace?: string;
  /**
   * The labels of the pods in the namespace that it is about.
   *
   * @default - all pods of the namespace
   */
  readonly labels?: { [key: string]: string };
  /**
   * What it does not cover.
   *
   * @default - nothing is excepted
   */
  readonly except?: InvariantException[];
}

/**
 * A statement about who may reach whom, for `Analysis.prove`: it holds for all pods, those that do not exist yet included, or there is a
 * counterexample.
 */
export class Invariant {
  /** None of the traffic passes from any source to any destination. */
  public static never(options: InvariantOptions): Invariant {
    return new Invariant(statementOf('never', options));
  }

  /** All of the traffic passes from each source to each destination. */
  public static always(options: InvariantOptions): Invariant {
    return new Invariant(statementOf('always', options));
  }

  /** Nothing outside a namespace reaches its pods. */
  public static closedNamespace(options: ClosedNamespaceOptions): Invariant {
    const { id = `${options.namespace}-is-closed`, namespace, ...rest } = options;
    const inside = InvariantEnd.namespace(namespace);
    return Invariant.never({ id, ...rest, from: [InvariantEnd.outside([inside])], to: [inside] });
  }

  /** Some policy isolates each of the pods in each direction: what no rule allows is denied. */
  public static isolated(options: IsolatedPodsOptions): Invariant {
    const { id, reason, pods, ingress = true, egress = true } = options;
    const directions: Direction[] = [...(ingress ? ['ingress' as const] : []), ...(egress ? ['egress' as const] : [])];
    if (directions.length === 0) fail('invariant-direction', 'neither direction is to be isolated, so nothing is said', 'set `ingress` or `egress`');
    return new Invariant({ id: checkId(id), demand: 'isolated', ...(reason !== undefined && { reason }), from: specsOf(pods), to: undefined, traffic: TrafficSet.ALL, except: [], directions });
  }

  /**
   * An invariant that is kept ready, with its source: `cis-5.3.2`, `nsa-default-deny`, `nsa-metadata`, `pci-1.3.1`, `pci-1.3.2`, `pci-1.4.2`, `pci-1.4.4`, `dns`.
   *
   * @param name one of these
   */
  public static readyMade(name: string, options: ReadyMadeOptions = {}): Invariant {
    const { id, namespace, labels, except = [] } = options;
    const made = readyMade(name, { ...(namespace !== undefined && { namespace }), ...(labels !== undefined && { labels }) });
    return new Invariant({ ...made, ...(id !== undefined && { id: checkId(id) }), except: [...made.except, ...exceptionsOf(except)] });
  }

  /**
   * Reads invariants from YAML.
   *
   * @throws when the text is no list of invariants: with the place of each fault
   */
  public static ofText(text: string): Invariant[] {
    return readInvariants(text, 'invariants').statements.map((statement) => new Invariant(statement));
  }

  readonly #statement: Statement;

  private constructor(statement: Statement) {
    this.#statement = statement;
  }

  /** How reports name it. */
  public get id(): string {
    return this.#statement.id;
  }

  /** @internal */
  public _statement(): Statement {
    return this.#statement;
  }
}

function statementOf(demand: Statement['demand'], { id, reason, from, to, traffic, except = [] }: InvariantOptions): Statement {
  return {
    id: checkId(id),
    demand,
    ...(reason !== undefined && { reason }),
    from: specsOf(from),
    to: specsOf(to),
    traffic: parseTraffic(traffic),
    except: exceptionsOf(except),
  };
}

function exceptionsOf(except: InvariantException[]): ExceptionSpec[] {
  return except.map((item) => ({ from: specsOf(item.from), to: specsOf(item.to), traffic: parseTraffic(item.traffic) }));
}

function specsOf(ends: InvariantEnd[] | undefined): EndSpecs {
  if (ends?.length === 0) fail('invariant-end', 'the list of ends is empty, so it matches nothing', 'leave it out to mean anyone');
  return ends?.map((end) => end._spec());
}
