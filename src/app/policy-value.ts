import { ApiObjectProps, Lazy } from 'cdk8s';
import { annotationsProblem } from '../dialects/names';
import { encodeReasons, encodeSpec, REASON_ANNOTATION } from '../dialects/networking-v1/encode';
import { NetfenceError } from '../errors';
import type { Direction, Rule } from '../model';
import type { Labels, LabelSelector } from '../sets';
import { isSameJson, sortedKeys } from './same-json';

/** Name, labels and annotations of a policy, checked. */
interface PolicyMetadata {
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The content of a policy, apart from its metadata. The functions are called when the manifest is written. */
export interface PolicyContent {
  readonly namespace: string;
  readonly isolates: readonly Direction[];
  /** Written only where another policy isolates the pods already. */
  readonly follows?: boolean;
  subject(): LabelSelector;
  /** What cannot change any more is the same object each time. */
  rules(): readonly Rule[];
  reasons(): readonly Pick<Rule, 'reason'>[];
}

/** What a policy is encoded from, and as what. */
interface Encoded {
  readonly pods: LabelSelector;
  readonly rules: readonly Rule[];
  readonly reasonsOf: readonly unknown[];
  /** With sorted keys; never handed to who may change it. */
  readonly spec: unknown;
  readonly reasons: Readonly<Record<string, string>>;
}

const API_VERSION = 'networking.k8s.io/v1';
const KIND = 'NetworkPolicy';

/** One NetworkPolicy of our constructs: its value. */
export class PolicyValue {
  /** The spec, for an object of cdk8s that writes this policy. */
  private readonly lazySpec = Lazy.any(this);
  private readonly lazyReason = Lazy.any(new ReasonOf(this));
  private last?: Encoded;

  constructor(private readonly metadata: PolicyMetadata, private readonly content: PolicyContent) {}

  public get name(): string {
    return this.metadata.name;
  }

  public get namespace(): string {
    return this.content.namespace;
  }

  public get isolates(): readonly Direction[] {
    return this.content.isolates;
  }

  /** Whether it is written only where another policy isolates the pods already. */
  public get follows(): boolean {
    return this.content.follows ?? false;
  }

  public subject(): LabelSelector {
    return this.content.subject();
  }

  /** What an object of cdk8s needs to write this policy. */
  public props(): ApiObjectProps {
    const { name, labels, annotations } = this.metadata;
    return {
      apiVersion: API_VERSION,
      kind: KIND,
      metadata: {
        name,
        namespace: this.namespace,
        labels: { ...labels },
        // cdk8s resolves lazy values at any depth
        annotations: { ...annotations, [REASON_ANNOTATION]: this.lazyReason },
      },
      spec: this.lazySpec,
    } as ApiObjectProps;
  }

  /** What is declared, as a manifest: a JSON patch or a resolver of the app may write something else. */
  public manifest(): unknown {
    const { name, labels } = this.metadata;
    const annotations = { ...this.metadata.annotations, ...this.encoded().reasons };
    return { apiVersion: API_VERSION, kind: KIND, metadata: { name, namespace: this.namespace, labels, annotations }, spec: this.spec() };
  }

  /** Whether a manifest means what is declared: its name, labels and annotations do not count. */
  public isMeantBy(manifest: unknown): boolean {
    const { apiVersion, kind, metadata, spec, items } = (manifest ?? {}) as Readonly<Record<string, any>>;
    const isHere = apiVersion === API_VERSION && kind === KIND && metadata?.namespace === this.namespace && items === undefined;
    return isHere && isSameJson(spec, this.encoded().spec);
  }

  /** The spec as it is declared now, with sorted keys; the caller may change it. */
  public spec(): unknown {
    return copyOf(this.encoded().spec);
  }

  /** The same for a lazy value of cdk8s: an object for that alone would cost memory. */
  public produce(): unknown {
    return this.spec();
  }

  /** What is written now; the caller must not change the spec. */
  public written(): { readonly spec: unknown; readonly reason: string | undefined } {
    const { spec, reasons } = this.encoded();
    return { spec, reason: reasons[REASON_ANNOTATION] };
  }

  /** The reasons of the rules, one a line; absent where there are none. */
  public reason(): string | undefined {
    return this.encoded().reasons[REASON_ANNOTATION];
  }

  /** Whether a value is the one that `props` gave for the reasons. */
  public isOwnReason(value: unknown): boolean {
    return value === this.lazyReason;
  }

  /** Whether a spec is the value that `props` gave for it. */
  public isOwnSpec(spec: unknown): boolean {
    return spec === this.lazySpec;
  }

  /** What is wrong with the policy now: the workloads behind it and its rules may have grown since they were checked. */
  public problems(): string[] {
    try {
      const { reasons } = this.encoded();
      // the annotations of the author were checked before
      if (reasons[REASON_ANNOTATION] === undefined) return [];
      const problem = annotationsProblem({ ...this.metadata.annotations, ...reasons });
      return problem === undefined ? [] : [`[annotations-size] annotations ${problem}; shorten the reasons`];
    } catch (error) {
      if (!(error instanceof NetfenceError)) throw error;
      return [error.message];
    }
  }

  /** Encoded once, until one of the values behind it is another one. */
  private encoded(): Encoded {
    const { content, last } = this;
    const pods = content.subject();
    const rules = content.rules();
    const reasons = content.reasons();
    if (last !== undefined && last.pods === pods && isSameList(last.rules, rules) && isSameList(last.reasonsOf, reasons)) return last;
    const { namespace, isolates } = content;
    const spec = copyOf(encodeSpec({ namespace, pods, isolates, rules }));
    // the list of reasons may grow
    return (this.last = { pods, rules, reasonsOf: reasons.slice(), spec, reasons: encodeReasons(reasons) });
  }
}

/** A closure for each would need more memory. */
class ReasonOf {
  constructor(private readonly value: PolicyValue) {}

  public produce(): unknown {
    return this.value.reason();
  }
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((value, i) => value === b[i]));
}

/** A copy of a value of JSON with sorted keys at any depth, as cdk8s writes them. */
export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const entries = value as Readonly<Record<string, unknown>>;
  const keys = sortedKeys(entries);
  const copy: Record<string, unknown> = {};
  for (const key of keys) copy[key] = copyOf(entries[key]);
  return copy;
}
