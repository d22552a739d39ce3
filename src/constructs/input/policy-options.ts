/**
 * What every policy takes, wherever it is written.
 *
 * Errors: `name-syntax`, `labels-type`, `label-key`, `label-value`, `annotations-type`, `annotation-key`, `annotation-value`, `annotation-reason`, `annotations-size`; when the app is synthesized `object-twice`, `object-name` and `file-twice`.
 */
export interface PolicyOptions {
  /**
   * The name in the manifest: a DNS name of at most 253 characters.
   * @default - the id of the construct; in a fence, the name of the fence, `-` and the id
   */
  readonly name?: string;

  /**
   * Labels of the policy itself (not of pods).
   * @default - the labels of the chart
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the policy; `netfence/reason` is written by `reason`.
   * @default - none but the reasons of the rules
   */
  readonly annotations?: { [key: string]: string };
}

/**
 * The namespace of a policy.
 *
 * Errors: `namespace-missing`, `namespace-name`, `chart-missing`, and `pods-elsewhere` when the pods are in another namespace.
 */
export interface NamespacedProps {
  /**
   * The namespace of the policy and of the pods that it selects: 1 to 63 lower-case letters, digits and `-`.
   * @default - the namespace of the pods where `PodSelector.of(…)` knows it, else that of the chart; without either, an error
   */
  readonly namespace?: string;
}
