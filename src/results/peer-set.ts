import { type EndpointSelector, NAMESPACE_NAME_LABEL, namespaceLabels as labelsOf } from '../model';

/** Pods by what they must be: by their labels and by their namespace; those that do not exist yet included. */
export class PeerSet {
  /**
   * The pods that a selector means.
   *
   * @internal
   */
  public static _of(selector: EndpointSelector): PeerSet {
    return Reflect.construct(PeerSet, [selector]) as PeerSet;
  }

  /** @internal */
  public readonly _selector: EndpointSelector;

  private constructor(selector: EndpointSelector) {
    this._selector = selector;
  }

  /** Whether it is every pod of every namespace. */
  public get isEverything(): boolean {
    const { namespaces, pods } = this._selector;
    return pods.isEverything() && !('name' in namespaces) && namespaces.labels.isEverything();
  }

  /** The one namespace of the pods; undefined where several are possible. */
  public get namespace(): string | undefined {
    const { namespaces } = this._selector;
    if ('name' in namespaces) return namespaces.name;
    const [first, ...rest] = namespaces.labels.constraints;
    if (first === undefined || rest.length > 0 || first[0] !== NAMESPACE_NAME_LABEL) return undefined;
    const { allowsAbsent, cofinite, values } = first[1];
    return !allowsAbsent && !cofinite && values.length === 1 ? values[0] : undefined;
  }

  /**
   * Whether a pod is one of them.
   *
   * @param labels the labels of the pod
   * @param namespace the name of its namespace
   * @param namespaceLabels the labels of its namespace; the label of its name is added
   */
  public includes(labels: Record<string, string>, namespace: string, namespaceLabels: Record<string, string> = {}): boolean {
    const { namespaces, pods } = this._selector;
    const inside = 'name' in namespaces ? namespaces.name === namespace : namespaces.labels.matches({ ...namespaceLabels, [NAMESPACE_NAME_LABEL]: namespace });
    return inside && pods.matches(labels);
  }

  /**
   * The same for the same pods.
   *
   * @internal
   */
  public get _key(): string {
    const { namespaces, pods } = this._selector;
    return `${labelsOf(namespaces).toString()}|${pods.toString()}`;
  }
}
