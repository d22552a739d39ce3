import type { IConstruct } from 'constructs';
import { fail } from '../../errors';
import { LabelSelector } from '../../sets';
import { kindOf, show } from '../../text/show';
import { checkOptions, isPlain, OptionNames } from '../input';
import { readConstruct } from './foreign-objects';
import type { LabelExpression } from './label-expression';
import { PodShape, readPods } from './pod-shape';
import type { Port } from './port';
import { checkSatisfiable, expressionsSelector, labelsSelector } from './selection';

/** Labels and expressions that must all hold. */
export interface PodSelectorOptions {
  /**
   * Labels of the pods, each with exactly this value; at least one when given.
   * @default - no condition by equality
   */
  readonly labels?: { [key: string]: string };

  /**
   * Further conditions; at least one when given.
   * @default - no further condition
   */
  readonly expressions?: LabelExpression[];
}

/**
 * A selection of pods of one namespace.
 *
 * All conditions of one selector must hold.
 *
 * Errors: `labels-type`, `labels-empty`, `label-key`, `label-value`, `expressions-type`, `expressions-empty`, `selector-type`, `selector-empty`, `selector-contradiction`, where the value is written; of cdk8s-plus objects `pods-type`, `pods-namespaces`, `pods-unlabelled`,
 * `host-network`, `expression-operator`, `expression-values`, `port-protocol`.
 */
export class PodSelector {
  /**
   * Pods that have all these labels.
   * @param labels at least one; for all pods write `PodSelector.all()`
   */
  public static labels(labels: { [key: string]: string }): PodSelector {
    return fixed(labelsSelector(labels, 'pod labels', ALL));
  }

  /**
   * Pods that fulfil all these conditions.
   * @param expressions at least one; for all pods write `PodSelector.all()`
   */
  public static expressions(expressions: LabelExpression[]): PodSelector {
    return fixed(checkSatisfiable(expressionsSelector(expressions, 'expressions', ALL), 'the selector'));
  }

  /**
   * Pods that have all the labels and fulfil all the conditions.
   * @param options labels, expressions, or both; for all pods write `PodSelector.all()`
   */
  public static matching(options: PodSelectorOptions): PodSelector {
    if (!isPlain(options)) fail('selector-type', `a selector must be an object, got ${kindOf(options)}`, 'write `{ labels: { app: \'api\' }, expressions: […] }`');
    checkOptions(options, '{ labels: { app: \'api\' } }', OPTIONS);
    const { labels, expressions } = options;
    if (labels === undefined && expressions === undefined) fail('selector-empty', 'a selector must have `labels`, `expressions` or both, got neither', `to select all, write \`${ALL}\``);
    const byLabels = labels === undefined ? LabelSelector.EVERYTHING : labelsSelector(labels, 'pod labels', ALL);
    const byExpressions = expressions === undefined ? LabelSelector.EVERYTHING : expressionsSelector(expressions, 'expressions', ALL);
    return fixed(checkSatisfiable(byLabels.intersect(byExpressions), 'the selector'));
  }

  /** All pods of the namespace, those that do not exist yet included. */
  public static all(): PodSelector {
    return fixed(LabelSelector.EVERYTHING);
  }

  /**
   * The pods of a workload: an object of cdk8s-plus (`Deployment`, `StatefulSet`, `Pod`, `Pods.select(…)` …), an `ApiObject`, an object of
   * `cdk8s import`, or an `Include` or `Helm` chart with one workload; the pods behind a Service; all pods of the namespace of a `NamespaceFence`.
   *
   * Recognized by its properties, so any version of cdk8s-plus works. It is read when the manifest is written: labels and ports that are
   * added later count. A workload of cdk8s-plus is selected by the labels that you gave its pods (`podMetadata`); only when there are none, by
   * the address label that cdk8s-plus derives from the construct's path. Any other workload is selected by its own selector, or by all
   * labels of its pods. The ports of a Service are its target ports: a policy never sees the others. A workload on the host network is an
   * error, because policies do not reach it.
   *
   * @param pods what has or selects the pods; a `PodSelector` is passed through
   */
  public static of(pods: IConstruct | PodSelector): PodSelector {
    if (isPodSelector(pods)) return pods;
    const read = readPods(pods) ?? soleOf(pods);
    if (read === undefined) fail('pods-type', `the value must represent pods, got ${kindOf(pods)}`, `pass a workload, \`Pods.select(…)\`, a Service, a fence or a \`PodSelector\`${adviceFor(pods)}`);
    const at = (): PodShape => read();
    at().oneNamespace();
    return make(at);
  }

  readonly #read: () => PodShape;
  readonly #isFixed: boolean;

  private constructor(read: () => PodShape, isFixed: boolean) {
    if (typeof read !== 'function') fail('value-new', 'a `PodSelector` is made by its functions, got `new PodSelector(…)`', 'write `PodSelector.labels({…})`');
    this.#read = read;
    this.#isFixed = isFixed;
  }

  /**
   * The labels that are selected.
   * @internal
   */
  public _selector(): LabelSelector {
    return this.#read().selector();
  }

  /**
   * All labels that the pods are known to have, those included by which they are not selected.
   * @internal
   */
  public _known(): LabelSelector {
    return this.#read().known();
  }

  /**
   * The namespace of the pods, where the selector knows it.
   * @internal
   */
  public _namespace(): string | undefined {
    return this.#read().oneNamespace();
  }

  /**
   * The container ports, where the selector represents a workload; otherwise none.
   * @internal
   */
  public _ports(): Port[] {
    return this.#read().ports();
  }

  /**
   * Whether nothing that it represents can change.
   * @internal
   */
  public _isFixed(): boolean {
    return this.#isFixed;
  }
}

const ALL = 'PodSelector.all()';
const OPTIONS: OptionNames<PodSelectorOptions> = { labels: true, expressions: true };

/** Known by its shape: there may be two copies of this package on disk. */
export function isPodSelector(value: any): value is PodSelector {
  return typeof value?._selector === 'function' && typeof value._namespace === 'function' && typeof value._ports === 'function';
}

/** Pods of which nothing but their labels is said; an app has many. */
class FixedShape implements PodShape {
  public readonly namespaces = undefined;

  constructor(private readonly labels: LabelSelector) {}

  public selector(): LabelSelector {
    return this.labels;
  }

  public known(): LabelSelector {
    return this.labels;
  }

  public ports(): Port[] {
    return [];
  }

  public oneNamespace(): undefined {
    return undefined;
  }
}

function fixed(selector: LabelSelector): PodSelector {
  const shape = new FixedShape(selector);
  return make(() => shape, true);
}

function make(read: () => PodShape, isFixed = false): PodSelector {
  return Reflect.construct(PodSelector, [read, isFixed]) as PodSelector;
}

/** A policy acts on the pods of one selector. */
function soleOf(value: IConstruct): (() => PodShape) | undefined {
  const read = typeof (value as any)?.toNamespaceSelectorConfig === 'function' ? undefined : readConstruct(value, 'alone');
  return read && (() => {
    const [first, ...more] = read();
    const path = show(value.node.path);
    if (first === undefined) fail('pods-type', `the value must represent pods, got ${kindOf(value)} (${path}) without a workload or a Service`, 'pass the construct that writes the workload; for all pods of a namespace write `PodSelector.all()` in that namespace');
    if (more.length > 0) fail('pods-type', `a \`PodSelector\` is the pods of one workload, got ${kindOf(value)} (${path}) with ${more.length + 1}`, 'pass one of its objects (`include.apiObjects`), or the whole to `Peer.of(…)`');
    return first;
  });
}

function adviceFor(value: any): string {
  if (typeof value?.toNamespaceSelectorConfig === 'function') return '; for all pods of a namespace write `PodSelector.all()` in that namespace, or `Peer.of(…)` for a peer';
  if (isPlain(value)) return '; for labels write `PodSelector.labels({…})`';
  return '';
}
