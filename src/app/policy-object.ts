import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { annotationsProblem } from '../dialects/names';
import type { EncodablePolicy } from '../dialects';
import { encodeNetworkPolicy, encodeReasons, encodeSpec, REASON_ANNOTATION } from '../dialects/networking-v1/encode';
import { NetfenceError } from '../errors';
import type { Direction, Rule } from '../model';
import type { Labels, LabelSelector } from '../sets';
import { show } from '../text/show';

/** Name, labels and annotations of a policy, checked. */
export interface PolicyMetadata {
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
  rules(): readonly Rule[];
  reasons(): readonly Pick<Rule, 'reason'>[];
}

/** One NetworkPolicy of our constructs: its value, and the object in the tree that writes it. */
export class PolicyObject {
  public readonly object: ApiObject;

  constructor(public readonly host: Construct, private readonly metadata: PolicyMetadata, private readonly content: PolicyContent) {
    const { name, labels, annotations } = metadata;
    this.object = new ApiObject(host, name, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name,
        namespace: content.namespace,
        labels: { ...labels },
        // cdk8s resolves lazy values at any depth
        annotations: { ...annotations, [REASON_ANNOTATION]: Lazy.any({ produce: () => encodeReasons(content.reasons())[REASON_ANNOTATION] }) },
      },
      spec: Lazy.any({ produce: () => encodeSpec(this.value()) }),
    });
  }

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

  /** The policy in terms of the model: the workloads behind it and its rules may grow. */
  public value(): EncodablePolicy {
    const { metadata, content } = this;
    return { ...metadata, namespace: content.namespace, pods: content.subject(), isolates: content.isolates, rules: content.rules() };
  }

  /** What is declared, as a manifest: a JSON patch or a resolver of the app may write something else. */
  public manifest(): unknown {
    return encodeNetworkPolicy(this.value());
  }

  /** What is wrong with the policy now: the workloads behind it and its rules may have grown since they were checked. */
  public problems(): string[] {
    const where = `(policy ${show(this.object.node.path)})`;
    try {
      encodeSpec(this.value());
      const problem = annotationsProblem({ ...this.metadata.annotations, ...encodeReasons(this.content.reasons()) });
      return problem === undefined ? [] : [`[annotations-size] annotations ${problem}; shorten the reasons ${where}`];
    } catch (error) {
      if (!(error instanceof NetfenceError)) throw error;
      return [`${error.message} ${where}`];
    }
  }
}
