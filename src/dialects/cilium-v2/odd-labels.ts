import type { FieldPath, Policy } from '../../model';
import { droppedLabels } from '../dropped-labels';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { isDropped, KUBERNETES, NAMESPACE, sourcedKey } from './label-keys';

type OddLabels = Pick<Policy, 'droppedLabels' | 'unseenLabels' | 'foreignLabels'>;

const NONE: OddLabels = {};
const NO_PATHS: readonly FieldPath[] = [];

/** The labels of a rule that mean something else than they say: no identity has them, or the subject cannot have them. */
export function oddLabels(rule: Fields, path: FieldPath, namespace: string | undefined, hasDropped: boolean): OddLabels {
  const subject = [...path, 'endpointSelector'];
  const unseen = [
    ...keysIn(rule.endpointSelector, subject, isUnseen),
    ...SECTIONS.flatMap(([section, peers]) => (rule[section] === undefined ? NO_PATHS : listOf(rule[section]).flatMap((item, i) => {
      const selectors = listOf(fieldsOf(item)[peers]);
      // hardly any has one: places are made for those alone
      if (!selectors.some((selector) => keysIn(selector, path, isUnseen).length > 0)) return NO_PATHS;
      return selectors.flatMap((selector, k) => keysIn(selector, [...path, section, i, peers, k], isUnseen));
    }))),
  ];
  const isForeign = (key: string, values: readonly unknown[]) => isNamespace(key) && values.length > 0 && !values.includes(namespace);
  const foreign = namespace === undefined ? [] : keysIn(rule.endpointSelector, subject, isForeign);
  const dropped = hasDropped ? droppedLabels(rule, path) : [];
  if (dropped.length + unseen.length + foreign.length === 0) return NONE;
  return {
    ...(dropped.length > 0 && { droppedLabels: dropped }),
    ...(unseen.length > 0 && { unseenLabels: unseen }),
    ...(foreign.length > 0 && { foreignLabels: foreign }),
  };
}

const SECTIONS = [['ingress', 'fromEndpoints'], ['ingressDeny', 'fromEndpoints'], ['egress', 'toEndpoints'], ['egressDeny', 'toEndpoints']] as const;

/** The labels of a selector that are as wanted; `values`: the only ones that the label may have, empty where it may have others. */
function keysIn(selector: unknown, path: FieldPath, isWanted: (key: string, values: readonly unknown[]) => boolean): readonly FieldPath[] {
  const { matchLabels, matchExpressions } = fieldsOf(selector);
  let found = NO_PATHS;
  const labels = fieldsOf(matchLabels);
  for (const key in labels) if (labels[key] !== null && isWanted(key, [labels[key]])) found = [...found, [...path, 'matchLabels', key]];
  if (matchExpressions === undefined) return found;
  listOf(matchExpressions).map(fieldsOf).forEach(({ key, operator, values }, i) => {
    if (typeof key === 'string' && isWanted(key, operator === 'In' ? listOf(values) : [])) found = [...found, [...path, 'matchExpressions', i]];
  });
  return found;
}

function isNamespace(text: string): boolean {
  const { source, key } = sourcedKey(text);
  return KUBERNETES.includes(source) && key === NAMESPACE;
}

function isUnseen(text: string): boolean {
  const { source, key } = sourcedKey(text);
  return KUBERNETES.includes(source) && isDropped(key);
}
