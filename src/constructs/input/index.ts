export { checkLabelKey, checkLabels, checkLabelValue, isPlain } from './labels';
export { checkMetadata, checkReason } from './metadata';
export { checkChart, checkStem, namespaceOf, namespaceOfFence, newId, ruleIdOf } from './names';
export { checkNamespaceName } from './namespace-name';
export { checkFlag, checkObject, checkOptions, NAMESPACED_OPTIONS, type OptionNames } from './options';
export type { NamespacedProps, PolicyOptions } from './policy-options';
