import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { EncodedSpec, encodeReasons, encodeSpec, REASON_ANNOTATION } from '../dialects/networking-v1/encode';
import { NetfenceError } from '../errors';
import type { Direction, Rule } from '../model';
import type { LabelSelector } from '../sets';
import { checkAnnotations, checkAnnotationsSize } from '../constructs/input/metadata';
import { nameOf } from '../constructs/input/names';
import type { PolicyOptions } from '../constructs/input/policy-options';
import { checkLabels } from '../constructs/input/labels';
import { show } from '../text/show';
import { synthesisOf } from './app-model';
import { rememberLine } from './output/source-lines';

/** What a policy says, apart from its metadata. The functions are called when the manifest is written. */
export interface PolicyContent {
  readonly namespace: string;
  readonly isolates: readonly Direction[];
  /** It is written only where another policy isolates the pods already. */
  readonly follows?: boolean;
  subject(): LabelSelector;
  rules(): readonly Rule[];
  reasons(): readonly Pick<Rule, 'reason'>[];
}

/** One NetworkPolicy of ours in the tree. */
export class PolicyObject {
  public readonly name: string;
  public readonly namespace: string;
  public readonly isolates: readonly Direction[];
  public readonly follows: boolean;
  public readonly object: ApiObject;
  private readonly annotations: Readonly<Record<string, string>>;

  constructor(private readonly host: Construct, options: PolicyOptions, private readonly meaning: PolicyContent) {
    this.name = nameOf(host.node.id, options.name);
    this.namespace = meaning.namespace;
    this.isolates = meaning.isolates;
    this.follows = meaning.follows ?? false;
    const labels = options.labels === undefined ? {} : checkLabels(options.labels, 'labels');
    this.annotations = checkAnnotations(options.annotations);
    this.object = new ApiObject(host, this.name, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: this.name,
        namespace: this.namespace,
        labels,
        // lazy values are resolved by cdk8s wherever they stand
        annotations: { ...this.annotations, [REASON_ANNOTATION]: Lazy.any({ produce: () => encodeReasons(meaning.reasons())[REASON_ANNOTATION] }) },
      },
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    rememberLine(host);
    host.node.defaultChild ??= this.object;
    synthesisOf(host).addPolicy(this);
  }

  public subject(): LabelSelector {
    return this.meaning.subject();
  }

  /** What is wrong with the policy as it stands now: the workloads behind it and its rules may have grown since they were checked. */
  public problems(): string[] {
    try {
      this.spec();
      checkAnnotationsSize({ ...this.annotations, ...encodeReasons(this.meaning.reasons()) });
      return [];
    } catch (error) {
      if (!(error instanceof NetfenceError)) throw error;
      return [`${error.message} (policy ${show(this.object.node.path)})`];
    }
  }

  /** Says that the content has changed since it was read. */
  public touch(): void {
    synthesisOf(this.host).touch();
  }

  private spec(): EncodedSpec {
    const { meaning, namespace, isolates } = this;
    return encodeSpec({ namespace, pods: meaning.subject(), isolates, rules: meaning.rules() });
  }
}
