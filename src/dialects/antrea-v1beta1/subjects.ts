import { isSatisfiable, NAMESPACE_NAME_LABEL, namespaceNamed } from '../../model';
import type { EndpointSelector, Workload } from '../../model';
import { LabelConstraint, LabelSelector } from '../../sets';
import type { Match } from '../../sets';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { namespaceCalled } from '../own-namespace';
import { membersOf } from './context';
import type { Context } from './context';
import { isPresent, ofAccount, selectorOf } from './selectors';

/** The pods of one entry of `appliedTo`. */
export interface Entry {
  readonly pods: readonly EndpointSelector[];
  /** Why it may be about other pods, too. */
  readonly missing: readonly string[];
  /** The pods of a Service, about which only what comes from outside through it is meant. */
  readonly ofService: readonly EndpointSelector[];
  /** What rules about namespaces that are alike were measured to take for its pods; `undefined`: nothing was measured. */
  readonly alike?: EndpointSelector;
  /** Whether that is the same as `pods`. */
  readonly isPlain: boolean;
}

/** @see https://antrea.io/docs/main/docs/antrea-network-policy/ (appliedTo) */
export function entriesOf(appliedTo: unknown, context: Context): Entry[] {
  return listOf(appliedTo).map((item) => entryOf(fieldsOf(item), context));
}

/** Whether an entry can have no pod, whatever the labels of pods are. */
export function isOfNoPod(item: unknown, context: Context): boolean {
  const entry = fieldsOf(item);
  if (context.namespace === undefined && Object.keys(entry).every((key) => !isPresent(entry[key]))) return true;
  const { pods, missing, ofService } = entryOf(entry, context);
  return pods.length > 0 && !pods.some(isSatisfiable) && missing.length + ofService.length === 0;
}

const NOTHING: Entry = { pods: [], missing: [], ofService: [], isPlain: true };

function entryOf(item: Fields, context: Context): Entry {
  const { group, serviceAccount, service, podSelector, namespaceSelector, nodeSelector, externalEntitySelector } = item;
  if (isPresent(group) && group !== '') return groupEntry(String(group), context);
  if (isPresent(serviceAccount)) return { ...NOTHING, pods: [ofAccount(serviceAccount)], isPlain: false };
  if (isPresent(service)) return serviceEntry(fieldsOf(service), context);
  const { namespace } = context;
  if (!isPresent(podSelector) && !isPresent(namespaceSelector)) {
    // an empty entry means every pod of the namespace, and no pod where the policy has none
    const isEmpty = !isPresent(nodeSelector) && !isPresent(externalEntitySelector);
    if (namespace === undefined || !isEmpty) return NOTHING;
    return { ...NOTHING, pods: [{ namespaces: namespaceCalled(namespace), pods: LabelSelector.EVERYTHING }] };
  }
  const namespaces = namespace === undefined ? { labels: selectorOf(namespaceSelector) } : namespaceCalled(namespace);
  const pods: EndpointSelector = { namespaces, pods: selectorOf(podSelector) };
  return { ...NOTHING, pods: [pods], alike: pods };
}

function groupEntry(name: string, context: Context): Entry {
  const { pods, missing } = membersOf(name, context);
  const spec = context.groups.written(name, context.namespace);
  const isSelected = spec !== undefined && ['ipBlocks', 'childGroups', 'serviceReference', 'nodeSelector'].every((key) => !isPresent(spec[key]));
  const alike = isSelected ? { alike: { namespaces: { labels: selectorOf(spec.namespaceSelector) }, pods: LabelSelector.EVERYTHING } } : {};
  return { ...NOTHING, pods, missing, ...alike, isPlain: false };
}

function serviceEntry({ name, namespace }: Fields, { services }: Context): Entry {
  const service = services.find((one) => one.name === name && one.namespace === namespace);
  if (service === undefined) return { ...NOTHING, missing: [`the Service ${String(namespace)}/${String(name)} is not in the input`] };
  const pods = { namespaces: { name: service.namespace }, pods: LabelSelector.labels(service.selector ?? {}) };
  return { ...NOTHING, ofService: service.selector === undefined ? [] : [pods], isPlain: false };
}

/** Whether some pod is selected that is not of a namespace. */
export function isElsewhere(
  selectors: readonly EndpointSelector[], namespace: string, workloads: readonly Workload[], context: Context,
): Match {
  // a pod that the input does not show may be of another namespace
  let found: Match = !context.isWhole && selectors.some((one) => mayMeetElsewhere(one, namespace, context)) ? 'possible' : 'no';
  for (const workload of workloads) {
    if (workload.namespace === namespace || workload.hostNetwork) continue;
    for (const { namespaces: selected, pods } of selectors) {
      const inside = 'name' in selected ? (selected.name === workload.namespace ? 'definite' : 'no') : selected.labels.match(namespaceNamed(context.namespaces, workload.namespace));
      const own = pods.match(workload);
      if (inside === 'no' || own === 'no') continue;
      if (inside === 'definite' && own === 'definite') return 'definite';
      found = 'possible';
    }
  }
  return found;
}

/** Whether a pod that does not exist yet may be selected in another namespace, in one that does not exist yet, too. */
function mayMeetElsewhere({ namespaces, pods }: EndpointSelector, home: string, { namespaces: known }: Context): boolean {
  if (!pods.isSatisfiable()) return false;
  if ('name' in namespaces) return namespaces.name !== home;
  const { labels } = namespaces;
  if ([...known].some(([name, own]) => name !== home && labels.match(own) !== 'no')) return true;
  const isNew = [LabelConstraint.exists(), LabelConstraint.notIn([home, ...known.keys()])];
  return LabelSelector.of([...labels.constraints, ...isNew.map((one) => [NAMESPACE_NAME_LABEL, one] as const)]).isSatisfiable();
}
