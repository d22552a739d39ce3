import type { App } from 'cdk8s';
import type { Advice } from '../results/advice';
import type { BlastRadius, RadiusSize } from '../results/blast';
import type { ReachabilityDiff } from '../results/diff';
import type { IsolationExplanation } from '../results/isolation';
import * as questions from '../analysis';
import type { CheckResult } from '../results/check';
import { today as clock } from '../files/clock';
import type { Explanation } from '../results/explanation';
import type { Exposure } from '../results/exposure';
import type { ProofResult } from '../results/proof';
import type { Replay } from '../results/replay';
import type { InputProblem } from '../results/problem';
import { problemOf } from '../results/outcomes';
import { AnalysisStatistics, Answer, Reachability, WorkloadInfo } from '../results/reachability';
import type { RuleSeverity } from '../results/severity';
import { ownRules } from './own-rules';
import type { AnalysisOptions } from './analysis-options';
import { readOptions, stating } from './read-options';
import type { ManifestInfo, RuleFinding } from './rule';
import type { RecordedTraffic } from './recorded-traffic';
import type { ProofOptions } from './prove-options';
import type { Invariant } from './invariant';
import type { BlastOptions } from './blast-options';
import type { AdviceOptions } from './advise-options';

/** Who reaches whom in a set of manifests, exactly; what cannot be known is unknown, never isolated. */
export class Analysis {
  /**
   * Reads files and folders (recursive: `.yaml`, `.yml`, `.json`).
   *
   * @throws when a path does not exist; what is wrong inside a file is in `problems`
   */
  public static ofPaths(paths: string[], options: AnalysisOptions = {}): Analysis {
    return new Analysis(questions.readPaths(paths, readOptions(options)), options);
  }

  /** Reads YAML (many documents) or JSON text. */
  public static ofText(text: string, options: AnalysisOptions = {}): Analysis {
    return new Analysis(questions.readText(text, 'text', readOptions(options)), options);
  }

  /** Reads what a cdk8s app would write, before it writes it. */
  public static ofApp(app: App, options: AnalysisOptions = {}): Analysis {
    const { session, placed } = questions.readApp(app, readOptions(options));
    return new Analysis(session, options, placed);
  }

  /** @internal */
  public static _of(session: questions.AnalysisSession): Analysis {
    return new Analysis(session);
  }

  readonly #session: questions.AnalysisSession;
  readonly #cni?: string;
  readonly #placed: () => questions.AnalysisSession;

  private constructor(session: questions.AnalysisSession, { cni }: AnalysisOptions = {}, placed = () => session) {
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
    return questions.workloadsOf(this.#session);
  }

  /**
   * What passes from one end to the other, on all ports. An end is `namespace/name`, `namespace/name[Kind]`, the name of a pod, or an address.
   *
   * @throws when an end is not in the input, or names several workloads
   */
  public reach(source: string, destination: string): Reachability {
    return questions.reach(this.#session, this.end(source), this.end(destination));
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
    const ends = { source: this.end(source), destination: this.end(destination) };
    return questions.answer(this.#session, { ...ends, ...questions.parsePacket(traffic) });
  }

  /**
   * Whether invariants hold, for all pods that exist or could exist, all addresses and all ports.
   *
   * @throws when a name is not known, an end can match nothing, or two invariants exclude each other
   */
  public prove(invariants: Invariant[], options: ProofOptions = {}): ProofResult[] {
    const statements = invariants.map((invariant) => invariant._statement());
    return questions.prove(stating(this.#session, options), statements);
  }

  /**
   * Judges recorded traffic by these policies: which connections would be denied, by which side and rule, and what would let
   * them pass; which were denied at the time and would pass; what is undetermined; and what the record does not show.
   *
   * @throws when a file does not exist, or the file of ignores is not understood; what is wrong inside the record is in `problems`
   */
  public replay(traffic: RecordedTraffic, options: ReplayOptions = {}): Replay {
    const { old, ignoreFile, today = clock(), changes } = options;
    const sessions = old === undefined ? [this.#session] : [this.#session, old.#session];
    const ignores = ignoreFile === undefined ? [] : questions.readReplayIgnores(ignoreFile);
    return questions.replay(traffic._read(sessions), { compared: old !== undefined, ignores, today, ...(changes !== undefined && { changes }) });
  }

  /**
   * The smallest change that admits recorded traffic and nothing that an invariant forbids, as constructs and as manifests, checked on the
   * manifests that it shows.
   *
   * @throws when a file or a namespace does not exist, or an option is not understood
   */
  public advise(traffic: RecordedTraffic, options: AdviceOptions = {}): Advice {
    const { invariants = [], podRanges, apiServer, dns, ...others } = options;
    const statements = invariants.map((invariant) => invariant._statement());
    const session = stating(this.#session, { ...(podRanges && { podRanges }), ...(apiServer && { apiServer }), ...(dns !== undefined && { dns }) });
    return questions.advise(traffic._read([session]), { ...others, invariants: statements });
  }

  /**
   * What is open to pods that do not exist yet, and who could create them; by workload, ingress first. Without workloads, by a pod that is assumed for what
   * each policy selects (`shop/any pod with app=web[assumed Pod]`).
   */
  public exposure(): Exposure[] {
    return [...questions.exposure(this.#session, { assumePods: true }).lines];
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
    const packet = traffic === undefined ? undefined : questions.parsePacket(traffic);
    return questions.explain(this.#session, this.end(source), this.end(destination), packet);
  }

  /**
   * Why a workload is isolated or is not, and which policies select it.
   *
   * @throws when the workload is not in the input, or several are meant
   */
  public explainIsolation(workload: string): IsolationExplanation {
    return questions.explainIsolation(this.#session, this.end(workload));
  }

  /** What differs in a later state: which connections open or close, and which change causes it. */
  public diff(after: Analysis): ReachabilityDiff {
    return questions.diff(this.#session, after.#session);
  }

  /**
   * What a compromised pod of a workload reaches, directly and through others. One hop is code execution on a port that is reached.
   *
   * @throws when the workload is not in the input, or several are meant
   */
  public blast(workload: string, options: BlastOptions = {}): BlastRadius {
    return questions.blast(stating(this.#session, options), this.end(workload), options);
  }

  /** How far a compromised pod of each workload reaches, the farthest first. */
  public blastSizes(): RadiusSize[] {
    return questions.blastSizes(this.#session);
  }

  /**
   * What the rules of `netfence check` find, and rules of your own.
   *
   * @throws when the configuration or a rule of your own is malformed; a rule that throws is a finding
   */
  public check(options: CheckOptions = {}): CheckResult {
    const { own, ...configured } = questions.configuredBy(options.config, options.rules);
    const session = questions.withFacts(this.#placed(), configured.config.facts ?? {}, { isWeaker: true });
    const cni = options.cni ?? this.#cni ?? session.facts.cni?.value;
    const settings = { ...configured, own: ownRules(own, Analysis._of), today: options.today ?? clock(), ...(cni !== undefined && { cni }) };
    const missing = questions.missingFacts(session);
    return { ...questions.check(session, settings), ...(missing && { missingFacts: missing }) };
  }

  /** How large the input and the analysis are, with all pairs of pods counted. */
  public get statistics(): AnalysisStatistics {
    return questions.statisticsOf(this.#session);
  }

  private end(text: string): questions.NamedEnd {
    return questions.findEnd(this.#session, text);
  }
}

/** How an analysis is checked. */
export interface CheckOptions {
  /**
   * Rules of your own, beside those of netfence and of the configuration.
   * @default - none
   */
  readonly rules?: IRule[];
  /**
   * The configuration file, with levels and ignores.
   * @default - `.netfence.yaml` in the current folder, if there is one
   */
  readonly config?: string;
  /**
   * The network plugin of the cluster, such as `calico` or `flannel`.
   * @default - the one of the analysis; else the one of the configuration file; else the specification of the API
   */
  readonly cni?: string;
  /**
   * The day by which ignores and baselines are judged, such as `2027-01-31`.
   * @default - today
   */
  readonly today?: string;
}

/** How recorded traffic is replayed. */
export interface ReplayOptions {
  /**
   * The old policies, to tell what changes with the new ones.
   * @default - nothing is compared
   */
  readonly old?: Analysis;
  /**
   * A YAML or JSON file of connections that may break, as `netfence replay --ignore` takes it.
   * @default - nothing is accepted
   */
  readonly ignoreFile?: string;
  /**
   * The day on which ignores must still hold: `2026-11-20`.
   * @default - today, in UTC
   */
  readonly today?: string;
  /**
   * For how many denied connections at most the smallest change is computed, from 0.
   * @default 50
   */
  readonly changes?: number;
}

/**
 * A rule of your own, for all places where the rules of `netfence check` run.
 *
 * It asks who reaches whom, and returns what is wrong. A rule that throws, or returns no list of findings, becomes a finding
 * itself (`internal-error`): the run is not clean then.
 *
 * @see https://github.com/cdk8s-netfence/cdk8s-netfence/blob/main/docs/your-own-rules.md
 */
export interface IRule {
  /** Its name in configurations, ignores and baselines: lower-case letters, digits and dashes; not the id of a rule of netfence. */
  readonly id: string;
  /** How severe its findings are, where no configuration says otherwise. */
  readonly severity: RuleSeverity;
  /** What it finds, in one sentence. */
  readonly summary: string;
  /** Why it matters: lower case, no final stop. */
  readonly why: string;
  /**
   * The address of a page about it.
   * @default - the page about rules of one's own
   */
  readonly page?: string;
  /**
   * Looks for mistakes.
   *
   * @param input what is checked
   * @returns what is wrong; empty when nothing is
   */
  check(input: RuleInput): RuleFinding[];
}

/** What a rule may ask. */
export interface RuleInput {
  /** Who reaches whom, exactly; judged as the network plugin of the run enforces policies, where it was measured. */
  readonly analysis: Analysis;
  /** The objects of the input, of all kinds, in their order. */
  readonly objects: ManifestInfo[];
  /**
   * The network plugin of the run, such as `calico`.
   * @default - it is not given
   */
  readonly cni?: string;
}
