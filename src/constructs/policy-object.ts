import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { encodeReasons, encodeSpec, REASON_ANNOTATION } from '../dialects/networking-v1/encode';
import type { Direction, Rule } from '../model';
import type { LabelSelector } from '../sets';
import { checkAnnotations } from './metadata';
import { nameOf } from './naming';
import type { PolicyOptions } from './policy-options';
import { synthesisOf } from './synth/synthesis';
import { checkLabels } from './values/labels';

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

  constructor(private readonly host: Construct, options: PolicyOptions, private readonly meaning: PolicyContent) {
    this.name = nameOf(host.node.id, options.name);
    this.namespace = meaning.namespace;
    this.isolates = meaning.isolates;
    this.follows = meaning.follows ?? false;
    const labels = options.labels === undefined ? {} : checkLabels(options.labels, 'labels');
    const annotations = checkAnnotations(options.annotations);
    this.object = new ApiObject(host, this.name, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: this.name,
        namespace: this.namespace,
        labels,
        // lazy values are resolved by cdk8s wherever they stand
        annotations: { ...annotations, [REASON_ANNOTATION]: Lazy.any({ produce: () => encodeReasons(meaning.reasons())[REASON_ANNOTATION] }) },
      },
      spec: Lazy.any({
        produce: () => encodeSpec({ namespace: this.namespace, pods: meaning.subject(), isolates: this.isolates, rules: meaning.rules() }),
      }),
    });
    host.node.defaultChild ??= this.object;
    synthesisOf(host).addPolicy(this);
  }

  public subject(): LabelSelector {
    return this.meaning.subject();
  }

  /** Says that the content has changed since it was read. */
  public touch(): void {
    synthesisOf(this.host).touch();
  }
}
