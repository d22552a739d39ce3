import type { App } from 'cdk8s';
import { countPairs } from '../engine';
import type { Direction } from '../model';
import type { Advice } from '../results/advice';
import type { BlastRadius, RadiusSize } from '../results/blast';
import type { ReachabilityDiff } from '../results/diff';
import type { IsolationExplanation } from '../results/isolation';
import { advise } from '../analysis/questions/advise/advise';
import type { AdviceOptions } from '../analysis/questions/advise/options';
import { Blast } from '../analysis/questions/blast/blast';
import type { BlastOptions } from '../analysis/questions/blast/options';
import { runCheck } from '../analysis/questions/check/check';
import type { CheckResult } from '../results/check';
import { configuredBy } from '../analysis/questions/check/config-file';
import { documentsOf } from '../analysis/session/construct-document';
import { today as clock } from '../files/clock';
import { diff } from '../analysis/questions/diff/diff';
import { exposureTexts } from '../analysis/questions/diff/exposure';
import { findEnd } from '../analysis/ends/ends';
import { explain } from '../analysis/questions/explain/explain';
import { explainIsolation } from '../analysis/questions/explain/isolation';
import type { Explanation } from '../results/explanation';
import { exposureOf } from '../analysis/questions/exposure/exposure';
import type { Exposure } from '../results/exposure';
import type { Invariant } from '../analysis/invariants/invariant';
import { addressesOf } from '../analysis/invariants/ends';
import { profileNamed } from '../analysis/session/profile-named';
import type { ProofOptions } from '../analysis/questions/prove/options';
import type { ProofResult } from '../results/proof';
import { prove } from '../analysis/questions/prove/prove';
import { answer, parsePacket, somePacket } from '../analysis/ends/answer';
import type { RecordedTraffic } from '../analysis/traffic/recorded-traffic';
import { replay } from '../analysis/questions/replay/replay';
import { readReplayIgnores } from '../analysis/questions/replay/ignores';
import type { ReplayOptions } from '../analysis/questions/replay/options';
import type { Replay } from '../results/replay';
import { reachBetween } from '../analysis/ends/reach-between';
import { readManifests, readObjects, ReadOptions, readPaths, readText } from '../analysis/session/read';
import { type InputProblem, problemOf } from '../results/problem';
import { AnalysisStatistics, Answer, Reachability, WorkloadInfo } from '../results/reachability';
import { materialize } from '../analysis/session/materialize';
import type { AnalysisSession } from '../analysis/session/session';
import type { CheckOptions } from './check-options';
import { ownRules } from './own-rules';

/** How manifests are read and judged. */
export interface AnalysisOptions {
  /**
   * The network agent that enforces the policies, such as `cilium`: what the API leaves open is then judged as this agent does it.
   *
   * @default - the words of the API; what they leave open is unknown
   */
  readonly cni?: string;
  /**
   * The namespace of objects that name none.
   *
   * @default 'default'
   */
  readonly defaultNamespace?: string;
}

/**
 * Who reaches whom in a set of manifests, exactly: the answers agree with packets in a real kernel, and what cannot be known is unknown,
 * never isolated.
 */
export class Analysis {
  /**
   * Reads files and folders (recursive: `.yaml`, `.yml`, `.json`).
   *
   * @throws when a path does not exist; what is wrong inside a file is in `problems`
   */
  public static ofPaths(paths: string[], options: AnalysisOptions = {}): Analysis {
    return new Analysis(readPaths(paths, readOptions(options)), options);
  }

  /** Reads YAML (many documents) or JSON text. */
  public static ofText(text: string, options: AnalysisOptions = {}): Analysis {
    return new Analysis(readText(text, 'text', readOptions(options)), options);
  }

  /** Reads what a cdk8s app would write, before it writes it. */
  public static ofApp(app: App, options: AnalysisOptions = {}): Analysis {
    materialize(app);
    const documents = documentsOf(app);
    const read = readOptions(options);
    // findings name the construct; other answers have no place
    const placed = () => readManifests(documents.map((document) => ({ value: document.value, document })), read);
    return new Analysis(readObjects(documents.map(({ value }) => value), read), options, placed);
  }

  /**
   * What a rule asks.
   * @internal
   */
  public static _of(session: AnalysisSession): Analysis {
    return new Analysis(session);
  }

  readonly #session: AnalysisSession;
  readonly #cni?: string;
  readonly #placed: () => AnalysisSession;

  private constructor(session: AnalysisSession, { cni }: AnalysisOptions = {}, placed = () => session) {
    this.#session = session;
    this.#placed = placed;
    this.#cni = cni;
  }

  /** What was not understood, or reads oddly, in the order of the input. */
  public get problems(): InputProblem[] {
    return this.#session.problems.map(problemOf);
  }

  /** Whether everything was understood; if not, absence of a finding proves nothing. */
  public get isUnderstood(): boolean {
    return this.#session.understood;
  }

  /** The workloads, by label. */
  public get workloads(): WorkloadInfo[] {
    const session = this.#session;
    const { workloads } = session.decoded.cluster;
    return [...session.identities().values()].map(({ label, namespace, name, kind, positions }) => ({
      label,
      namespace,
      name,
      kind,
      pods: positions.reduce((sum, position) => sum + Math.max(workloads[position].replicas, 1), 0),
      ingressIsolated: this.isolated('ingress', positions),
      egressIsolated: this.isolated('egress', positions),
    }));
  }

  /**
   * What passes from one end to the other, on all ports. An end is `namespace/name`, `namespace/name[Kind]`, the name of a pod, or an address.
   *
   * @throws when an end is not in the input, or names several workloads
   */
  public reach(source: string, destination: string): Reachability {
    const from = findEnd(this.#session, source);
    const to = findEnd(this.#session, destination);
    const { allowed, unknown } = reachBetween(this.#session.engine(), from, to);
    const packet = unknown.isEmpty() ? undefined : somePacket(unknown.toString());
    const reasons = packet === undefined ? [] : answer(this.#session, { source: from, destination: to, ...packet }).reasons;
    return { source: from.label, destination: to.label, allowed: allowed.toString(), unknown: unknown.toString(), reasons };
  }

  /**
   * Whether one packet passes, and what decides it.
   *
   * @param source `namespace/name`, `namespace/name[Kind]`, the name of a pod, or an address
   * @param destination likewise
   * @param traffic protocol and port: `TCP 8080`; a number alone is TCP
   * @throws when an end is not in the input or names several workloads, or when the traffic is no protocol and port from 1 to 65535
   */
  public allows(source: string, destination: string, traffic: string): Answer {
    const session = this.#session;
    return answer(session, { source: findEnd(session, source), destination: findEnd(session, destination), ...parsePacket(traffic) });
  }

  /**
   * Whether invariants hold, for all pods that exist and all that could, all addresses and all ports.
   *
   * @throws when a name is not known, an end can mean nobody, or two invariants exclude each other
   */
  public prove(invariants: Invariant[], options: ProofOptions = {}): ProofResult[] {
    const { podRanges } = options;
    const statements = invariants.map((invariant) => invariant._statement());
    return prove(this.#session, statements, podRanges === undefined ? {} : { podRanges: addressesOf(podRanges) });
  }

  /**
   * What becomes of recorded traffic under these policies: which connections would be denied, by which side and rule, and what would let
   * them pass; which were denied at the time and would pass; what nobody can say; and what the record does not show.
   *
   * @throws when a file does not exist, or the file of ignores is not understood; what is wrong inside the record is in `problems`
   */
  public replay(traffic: RecordedTraffic, options: ReplayOptions = {}): Replay {
    const { old, ignoreFile, today = clock(), changes } = options;
    const sessions = old === undefined ? [this.#session] : [this.#session, old.#session];
    const ignores = ignoreFile === undefined ? [] : readReplayIgnores(ignoreFile);
    return replay(traffic._read(sessions), { compared: old !== undefined, ignores, today, ...(changes !== undefined && { changes }) });
  }

  /**
   * The smallest change that admits recorded traffic and nothing that an invariant forbids, as constructs and as manifests, checked on the
   * manifests that it shows.
   *
   * @throws when a file or a namespace does not exist, or an option is not understood
   */
  public advise(traffic: RecordedTraffic, options: AdviceOptions = {}): Advice {
    const { invariants = [], podRanges, ...others } = options;
    const statements = invariants.map((invariant) => invariant._statement());
    const ranges = podRanges === undefined ? {} : { podRanges: addressesOf(podRanges) };
    return advise(traffic._read([this.#session]), { ...others, ...ranges, invariants: statements });
  }

  /** What is open to pods that do not exist yet, and who could create them; by workload, ingress first. */
  public exposure(): Exposure[] {
    return [...exposureOf(this.#session).lines];
  }

  /**
   * Why traffic passes or does not, rule by rule, with the smallest change that opens what is denied.
   *
   * @param source `namespace/name`, `namespace/name[Kind]`, the name of a pod, or an address
   * @param destination likewise
   * @param traffic protocol and port, such as `TCP 8080`; without it, all traffic is explained
   * @throws when an end is not in the input or names several workloads, or when both are addresses
   */
  public explain(source: string, destination: string, traffic?: string): Explanation {
    const packet = traffic === undefined ? undefined : parsePacket(traffic);
    return explain(this.#session, findEnd(this.#session, source), findEnd(this.#session, destination), packet);
  }

  /**
   * Why a workload is isolated or is not, and which policies select it.
   *
   * @throws when the workload is not in the input, or several are meant
   */
  public explainIsolation(workload: string): IsolationExplanation {
    return explainIsolation(this.#session, findEnd(this.#session, workload));
  }

  /** What differs in a later state: who reaches whom and did not before, or no longer, and which change did it. */
  public diff(after: Analysis): ReachabilityDiff {
    return diff(this.#session, after.#session, exposureTexts);
  }

  /**
   * What a compromised pod of a workload reaches, directly and through others. One hop is code execution on a port that is reached.
   *
   * @throws when the workload is not in the input, or several are meant
   */
  public blast(workload: string, options: BlastOptions = {}): BlastRadius {
    return new Blast(this.#session).radius(findEnd(this.#session, workload), options);
  }

  /** How far a compromised pod of each workload reaches, the farthest first. */
  public blastSizes(): RadiusSize[] {
    return new Blast(this.#session).sizes();
  }

  /**
   * What the rules of `netfence check` find, and rules of your own.
   *
   * @throws when the configuration or a rule of your own is malformed; a rule that throws is a finding
   */
  public check(options: CheckOptions = {}): CheckResult {
    const { own, ...configured } = configuredBy(options.config, options.rules);
    const cni = options.cni ?? this.#cni;
    return runCheck(this.#placed(), { ...configured, own: ownRules(own), today: options.today ?? clock(), ...(cni !== undefined && { cni }) });
  }

  /** How large the input and the analysis are, with all pairs of pods counted. */
  public get statistics(): AnalysisStatistics {
    const { cluster, policies } = this.#session.decoded;
    const engine = this.#session.engine();
    const { allowed, unknown, denied } = countPairs(engine);
    return {
      namespaces: cluster.namespaces.size,
      workloads: this.#session.identities().size,
      pods: engine.classes.podCount.reduce((sum, weight) => sum + weight, 0),
      policies: policies.length,
      classes: engine.classes.count,
      allowedPairs: allowed,
      unknownPairs: unknown,
      deniedPairs: denied,
    };
  }

  private isolated(direction: Direction, positions: readonly number[]): boolean {
    const engine = this.#session.engine();
    const isolates = (of: number) => engine.policies(direction, of).some(({ policy }) => policy.isolates.includes(direction));
    return positions.some((position) => isolates(engine.classes.ofWorkload[position]));
  }
}

function readOptions({ cni, defaultNamespace }: AnalysisOptions): ReadOptions {
  return { ...(cni !== undefined && { profile: profileNamed(cni) }), ...(defaultNamespace !== undefined && { defaultNamespace }) };
}
