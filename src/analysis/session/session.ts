import { withoutTemplateHash } from '../../dialects';
import type { Decoded, ManifestObject } from '../../dialects';
import { Engine, worldsOf } from '../../engine';
import { AGENTS } from '../../model';
import type { Cluster, Policy, Problem, Workload } from '../../model';
import { COMPATIBLE, Enforcement, isSpecification, SPEC } from '../../profiles';
import type { IpSet } from '../../sets';
import { append } from '../../sets';
import { NO_FACTS, StatedFacts } from '../facts/stated';
import type { ReadFiles } from './read-files';

/** How an engine reads the input. */
interface Reading {
  readonly profile?: Enforcement;
  readonly family?: 4 | 6;
  /** @default 'unknown' */
  readonly refused?: 'unknown' | 'as-read';
  /** @default 'possible' */
  readonly unshown?: 'possible' | 'absent';
}

/** What was decoded: the objects, those without meaning for reachability included. */
export interface SessionSource {
  readonly manifests: readonly ManifestObject[];
  /** The files that they come from. @default - they come from none */
  readonly files?: ReadFiles;
  /** @default 'default' */
  readonly defaultNamespace?: string;
  /** What was stated about the cluster. @default - nothing */
  readonly facts?: StatedFacts;
}

/** What an analysis works on: the decoded input, and engines for the readings that are asked for, each compiled once. */
export class AnalysisSession {
  private readonly engines = new Map<string, Engine>();
  private labelled?: ReadonlyMap<string, Identity>;
  private byName?: ReadonlyMap<string, readonly Identity[]>;
  private byPlace?: ReadonlyMap<string, readonly Identity[]>;
  private byRevision?: ReadonlyMap<string, readonly Identity[]>;
  private byPod?: ReadonlyMap<string, readonly number[]>;
  private ofAgents?: readonly Policy[];

  public constructor(
    public readonly decoded: Decoded,
    /** Of loading and decoding, in the order of the input. */
    public readonly problems: readonly Problem[],
    /** The agent that enforces the policies; by default the specification of the API, which leaves some things open. */
    public readonly profile: Enforcement = SPEC,
    /** The addresses that domain names resolved to, where that was recorded. */
    private readonly domains?: ReadonlyMap<string, IpSet>,
    /** The policies with the rules of refused ones, where there are any. */
    private readonly asRead?: () => readonly Policy[],
    public readonly source: SessionSource = { manifests: [] },
  ) {}

  /** The engine for a reading; without one, the session's own. */
  public engine(reading: Reading = {}): Engine {
    const profile = reading.profile ?? this.profile;
    const asRead = reading.refused === 'as-read' && this.asRead !== undefined;
    const key = `${profile.name}/${profile.languages?.join() ?? ''}/${reading.family ?? ''}/${asRead}/${reading.unshown ?? ''}`;
    let engine = this.engines.get(key);
    if (engine === undefined) {
      const { cluster } = this.decoded;
      const policies = asRead ? this.policiesAsRead() : this.decoded.policies;
      const { family, unshown } = reading;
      const asked = { ...(family && { family }), ...(unshown && { unshown }) };
      engine = new Engine({ cluster, policies, profile, ...asked, ...(this.domains && { domains: this.domains }) });
      this.engines.set(key, engine);
    }
    return engine;
  }

  /**
   * The engine for the compatible forms, which take every pod for an ordinary one, blocks for addresses outside, what the input does not
   * show for absent, and policies that the API server refuses as far as they can be read.
   * `unshown`: what the input does not show may be there all the same.
   */
  public compatible(unshown: 'absent' | 'possible' = 'absent'): Engine {
    const { languages } = this.profile;
    const profile = isSpecification(this.profile) ? { ...COMPATIBLE, ...(languages && { languages }) } : this.profile;
    return this.engine({ profile, refused: 'as-read', unshown });
  }

  /** The policies of the input; refused ones with those of their rules that could be read. */
  public policiesAsRead(): readonly Policy[] {
    return this.asRead === undefined ? this.decoded.policies : this.asRead();
  }

  /** An engine of its own for some other cluster and policies, judged as this session judges; the agents of its own policies may run there, too. */
  public engineFor(cluster: Cluster, policies: readonly Policy[]): Engine {
    const { profile, domains } = this;
    this.ofAgents ??= oneOfEachAgent(this.decoded.policies);
    const worlds = worldsOf([...this.ofAgents, ...policies], profile);
    return new Engine({ cluster, policies, profile, worlds, ...(domains && { domains }) });
  }

  /** The same session of another cluster. */
  public withCluster(cluster: Cluster, policies: readonly Policy[] = this.decoded.policies): AnalysisSession {
    return new AnalysisSession({ ...this.decoded, cluster, policies }, this.problems, this.profile, this.domains, this.asRead, this.source);
  }

  /** The same session, judged as some agent enforces policies. */
  public withProfile(profile: Enforcement): AnalysisSession {
    return new AnalysisSession(this.decoded, this.problems, profile, this.domains, this.asRead, this.source);
  }

  /** The same session of an input about which other facts are stated. */
  public restated(decoded: Decoded, problems: readonly Problem[], facts: StatedFacts): AnalysisSession {
    return new AnalysisSession(decoded, problems, this.profile, this.domains, this.asRead, { ...this.source, facts });
  }

  /** The same session with further policies. */
  public withPolicies(more: readonly Policy[]): AnalysisSession {
    const { asRead } = this;
    const policies = [...this.decoded.policies, ...more];
    const read = asRead && (() => [...asRead(), ...more]);
    return new AnalysisSession({ ...this.decoded, policies }, this.problems, this.profile, this.domains, read, this.source);
  }

  /** What is stated about the cluster, with where it is stated. */
  public get facts(): StatedFacts {
    return this.source.facts ?? NO_FACTS;
  }

  /** Whether something of the input was not understood. */
  public get understood(): boolean {
    return this.problems.every((problem) => problem.severity !== 'error');
  }

  /** The workloads by `namespace/name[Kind]`, in bytewise order. */
  public identities(): ReadonlyMap<string, Identity> {
    return (this.labelled ??= identitiesOf(this.decoded.cluster.workloads));
  }

  /** The workloads of a name, in one namespace or in all of them, in the order of `identities`. */
  public namesakes(name: string, namespace?: string): readonly Identity[] {
    if (namespace === undefined) return (this.byName ??= grouped(this.identities().values(), (identity) => identity.name)).get(name) ?? [];
    this.byPlace ??= grouped(this.identities().values(), (identity) => `${identity.namespace}/${identity.name}`);
    return this.byPlace.get(`${namespace}/${name}`) ?? [];
  }

  /** ReplicaSets whose Deployment (or Rollout) of this name is not in the input, in one namespace or in all of them. */
  public revisionsNamed(name: string, namespace?: string): readonly Identity[] {
    const { workloads } = this.decoded.cluster;
    this.byRevision ??= grouped([...this.identities().values()].filter(({ kind }) => kind === 'ReplicaSet'),
      (identity) => withoutTemplateHash(identity.name, workloads[identity.positions[0]].labels));
    const found = this.byRevision.get(name) ?? [];
    return namespace === undefined ? found : found.filter((identity) => identity.namespace === namespace);
  }

  /** Positions of the pods of a name, in one namespace or in all of them, ascending. */
  public podsNamed(name: string, namespace?: string): readonly number[] {
    const { workloads } = this.decoded.cluster;
    this.byPod ??= grouped(workloads.keys(), (position) => workloads[position].pod);
    const found = this.byPod.get(name) ?? [];
    return namespace === undefined ? found : found.filter((position) => workloads[position].namespace === namespace);
  }
}

function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    append(groups, key, item);
  }
  return groups;
}

/** One policy of each language of an agent. */
function oneOfEachAgent(policies: readonly Policy[]): readonly Policy[] {
  return [...new Map(policies.flatMap((policy) => (policy.language?.set === AGENTS ? [[policy.language.name, policy] as const] : []))).values()];
}

/** All workloads of one label `namespace/name[Kind]`. */
export interface Identity {
  readonly label: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  /** Positions in the cluster's list of workloads. */
  readonly positions: readonly number[];
}

/** `production/api[Deployment]` */
export function workloadLabel(workload: Workload): string {
  return `${workload.namespace}/${workload.name}[${workload.kind}]`;
}

function identitiesOf(workloads: readonly Workload[]): ReadonlyMap<string, Identity> {
  const found = new Map<string, Identity & { positions: number[] }>();
  workloads.forEach((workload, position) => {
    const label = workloadLabel(workload);
    const known = found.get(label);
    if (known !== undefined) known.positions.push(position);
    else found.set(label, { label, namespace: workload.namespace, name: workload.name, kind: workload.kind, positions: [position] });
  });
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
