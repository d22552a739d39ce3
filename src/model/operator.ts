/**
 * A program of the input that may make pods which the input does not contain: its service account may make pods, or change their labels, and may use
 * kinds of an API group that is no part of Kubernetes.
 */
export interface Operator {
  /** Where it may make pods; absent if in any namespace. */
  readonly namespace?: string;
  /** The API groups, such as `longhorn.io`. By custom, the labels that its pods are told apart by begin with such a name. */
  readonly groups: readonly string[];
}
