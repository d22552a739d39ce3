import type { EndpointSelector, RulePeer } from '../../model';
import { IpSet, LabelConstraint, LabelSelector } from '../../sets';

/** What a peer leaves out of what it means: with `except`, `NotIn` or `DoesNotExist`, which are written at `written`. */
export interface Exclusion {
  readonly peer: RulePeer;
  readonly excluded: RulePeer;
  readonly written: string;
}

/** The exclusions of a peer. */
export function exclusionsOf(peer: RulePeer): Exclusion[] {
  if (peer.type === 'addresses') return ofBlocks(peer);
  if (peer.type !== 'endpoints') return [];
  const { namespaces, pods } = peer.endpoints;
  const of = (endpoints: EndpointSelector, written: string): Exclusion => ({ peer, excluded: { ...peer, endpoints }, written });
  return [
    ...flipped(pods).map(({ selector, written }) => of({ namespaces, pods: selector }, written)),
    ...('labels' in namespaces ? flipped(namespaces.labels).map(({ selector, written }) => of({ namespaces: { labels: selector }, pods }, written)) : []),
  ];
}

function ofBlocks(peer: RulePeer & { type: 'addresses' }): Exclusion[] {
  const except = peer.blocks?.flatMap((block) => block.except) ?? [];
  if (except.length === 0) return [];
  return [{ peer, excluded: { ...peer, addresses: IpSet.cidrs(except).subtract(peer.addresses), blocks: undefined }, written: except.length === 1 ? except[0] : 'except' }];
}

/** The selector with what one of its exclusions leaves out instead. */
function flipped(selector: LabelSelector): { readonly selector: LabelSelector; readonly written: string }[] {
  return selector.constraints.flatMap(([key, { cofinite, values }]) => {
    if (!cofinite || values.length === 0) return [];
    const others = selector.constraints.filter(([other]) => other !== key);
    return [{ selector: LabelSelector.of([...others, [key, LabelConstraint.in(values)]]), written: `${key}: ${values[0]}` }];
  });
}
