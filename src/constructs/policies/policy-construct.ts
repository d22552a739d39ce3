import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { appModelOf, PolicyContent, PolicyValue, readPolicy, renderPolicy } from '../../app';
import { checkMetadata, PolicyOptions } from '../input';

/**
 * A construct that is one NetworkPolicy: the object itself, for each node of the tree costs cdk8s time once for every chart.
 *
 * Everything is checked before there is a node, so a wrong program leaves none behind.
 *
 * @internal
 */
export class PolicyConstruct extends ApiObject {
  /** The name in the manifest. */
  public readonly policyName: string;
  /** The namespace of the pods. */
  public readonly namespace: string;
  readonly #value: PolicyValue;

  constructor(scope: Construct, id: string, options: PolicyOptions, content: PolicyContent, declaredBy?: IConstruct) {
    const value = new PolicyValue(checkMetadata(id, options), content);
    super(scope, id, value.props());
    this.#value = value;
    this.policyName = value.name;
    this.namespace = value.namespace;
    appModelOf(this).addPolicy(this, value, declaredBy);
  }

  /**
   * Renders the policy to Kubernetes JSON.
   */
  public toJson(): any {
    return renderPolicy(this, this.#value, () => super.toJson());
  }

  /**
   * The same for one who does not change it.
   * @internal
   */
  public _jsonToRead(): unknown {
    return (this.toJson === RENDER ? readPolicy(this, this.#value) : undefined) ?? this.toJson();
  }
}

/** A class of the author may have another one. */
// eslint-disable-next-line @typescript-eslint/unbound-method -- it is compared, not called
const RENDER = PolicyConstruct.prototype.toJson;
