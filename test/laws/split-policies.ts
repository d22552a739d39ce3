/** Policies of agents' own languages, written otherwise and meaning the same. */
import { decode } from '../../src/dialects';

type Json = any;

export const isAnyPolicy = (object: Json) => /Policy$/.test(object.kind);
export const isNetworkPolicy = (object: Json) => object.apiVersion === 'networking.k8s.io/v1' && object.kind === 'NetworkPolicy';
export const isCilium = (object: Json) => object.apiVersion.startsWith('cilium.io/');
export const isCalico = (object: Json) => /^(crd\.)?projectcalico\.org\//.test(object.apiVersion);
export const isAntrea = (object: Json) => object.apiVersion.startsWith('crd.antrea.io/');

/** A policy of Cilium as one for each rule. */
export function splitCilium(object: Json): Json[] {
  const isRefused = () => decode([{ value: object }]).policies.some(({ unread, refusedBy }) => unread !== undefined || refusedBy !== undefined);
  if (!isCilium(object) || !isAnyPolicy(object) || object.spec?.endpointSelector === undefined || isRefused()) return [object];
  const { ingress, ingressDeny, egress, egressDeny, ...rest } = object.spec;
  const sections = Object.entries({ ingress, ingressDeny, egress, egressDeny });
  const specs = sections.flatMap(([section, rules]) => (rules ?? []).map((rule: Json) => ({ ...rest, [section]: [rule] })));
  return specs.map((spec, i) => ({ ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-${i}` }, spec }));
}

/** Of equal priorities of Antrea, positions of rules decide. */
export function withOwnPriority(object: Json, i: number): Json {
  return isAntrea(object) && isAnyPolicy(object) ? { ...object, spec: { ...object.spec, priority: object.spec.priority + i / 1000 } } : object;
}

/** A rule of a language whose rules have an order as several in a row: one for each peer and port. */
export function splitInARow(object: Json, i: number): Json {
  if (!isAnyPolicy(object) || (!isCalico(object) && !isAntrea(object))) return object;
  const alone = (list: Json) => (list?.length > 1 ? list.map((item: Json) => [item]) : [list]);
  const without = ({ name, ...rule }: Json) => rule;
  const ofAntrea = (direction: 'ingress' | 'egress') => (rule: Json, at: number) => {
    const far = direction === 'ingress' ? 'from' : 'to';
    // a name of a port is looked up otherwise beside addresses, and a peer without labels vanishes from those beside it
    const isWhole = JSON.stringify(rule).includes('sameLabels') || rule.ports?.some(({ port }: Json) => typeof port === 'string') || rule.protocols;
    if (isWhole) return [rule];
    return alone(rule[far]).flatMap((peers: Json, p: number) => alone(rule.ports).map((ports: Json, n: number) =>
      ({ ...without(rule), name: `${direction}-${at}-${p}-${n}`, ...(peers && { [far]: peers }), ...(ports && { ports }) })));
  };
  const ofCalico = (rule: Json) => alone(rule.source?.nets).flatMap((from: Json) => alone(rule.destination?.nets).flatMap((to: Json) =>
    alone(rule.destination?.ports).map((ports: Json) => ({
      ...rule,
      ...(rule.source && { source: { ...rule.source, ...(from && { nets: from }) } }),
      ...(rule.destination && { destination: { ...rule.destination, ...(to && { nets: to }), ...(ports && { ports }) } }),
    }))));
  const { spec } = object;
  const parts = (direction: 'ingress' | 'egress') => {
    const rules = spec[direction];
    return Array.isArray(rules) ? { [direction]: rules.flatMap(isCalico(object) ? ofCalico : ofAntrea(direction)) } : {};
  };
  return withOwnPriority({ ...object, spec: { ...spec, ...parts('ingress'), ...parts('egress') } }, i);
}
