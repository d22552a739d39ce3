import { fail } from '../../errors';
import { Block, NAMESPACE_NAME_LABEL, NamespaceSelection, RulePeer, namespaceLabels } from '../../model';
import { formatCidr, IpSet, LabelSelector, parseCidr } from '../../sets';
import { EncodedSelector, encodeSelector } from './encode-selector';

/** One item of `from` or `to` as an API object. */
export interface EncodedPeer {
  readonly podSelector?: EncodedSelector;
  readonly namespaceSelector?: EncodedSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

/** A peer that is one item of a manifest. Two that mean the same have the same key. */
export type Item =
  | { readonly type: 'anyone'; readonly key: string }
  | PodItem
  | { readonly type: 'block'; readonly key: string; readonly addresses: IpSet; readonly block: Block };

export const ANYONE: Item = { type: 'anyone', key: '' };

/** The items for a peer; none if it matches nothing, because an empty list would match everything. */
export function itemsOf(peer: RulePeer, ownNamespace: string): Item[] {
  switch (peer.type) {
    case 'endpoints': return podItems(peer.endpoints.namespaces, peer.endpoints.pods, ownNamespace);
    case 'addresses':
      if (peer.pods !== 'depends-on-cni') {
        fail('not-expressible', 'a NetworkPolicy leaves it to the network plugin whether a block means pods', 'use `depends-on-cni`');
      }
      return blocksOf(peer.addresses, peer.blocks).map(blockItem).filter((item) => !item.addresses.isEmpty());
    default: return fail('not-expressible', `a NetworkPolicy cannot name ${peer.type} as a peer`, 'name their addresses');
  }
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicyPeer */
export function encodePeer(item: Exclude<Item, { type: 'anyone' }>): EncodedPeer {
  if (item.type === 'block') {
    const { cidr, except } = item.block;
    return { ipBlock: { cidr, ...(except.length > 0 && { except }) } };
  }
  if (item.isOwnNamespace) return { podSelector: encodeSelector(item.pods) };
  const namespaceSelector = encodeSelector(item.namespaces);
  return item.pods.isEverything() ? { namespaceSelector } : { namespaceSelector, podSelector: encodeSelector(item.pods) };
}

function podItems(selection: NamespaceSelection, pods: LabelSelector, ownNamespace: string): Item[] {
  const hasNamespace = 'name' in selection || selection.labels.isSatisfiable();
  return hasNamespace && pods.isSatisfiable() ? [new PodItem(selection, pods, ownNamespace)] : [];
}

/** Most policies have one peer, whose key is not asked for. */
class PodItem {
  public readonly type = 'pods';
  private text?: string;

  constructor(private readonly selection: NamespaceSelection, public readonly pods: LabelSelector, private readonly ownNamespace: string) {}

  public get namespaces(): LabelSelector {
    return namespaceLabels(this.selection);
  }

  /** The own namespace is said by leaving it out, unless its author said it by its label. */
  public get isOwnNamespace(): boolean {
    return 'name' in this.selection && this.selection.name === this.ownNamespace;
  }

  public get key(): string {
    return (this.text ??= this.written());
  }

  private written(): string {
    const { namespaces } = this;
    const isByName = namespaces.constraints.length === 1 && namespaces.constraints[0][0] === NAMESPACE_NAME_LABEL;
    const place = isNamed(namespaces, this.ownNamespace) ? '0' : isByName ? '1' : '2';
    return `p${place} ${namespaces.toString()} ${this.pods.toString()}`;
  }
}

/** Whether the labels say one namespace, and by this name. */
function isNamed(labels: LabelSelector, name: string): boolean {
  return labels.equals(LabelSelector.label(NAMESPACE_NAME_LABEL, name));
}

/** The blocks as they were written, where they are the addresses; otherwise the fewest that are. */
function blocksOf(addresses: IpSet, blocks: readonly Block[] | undefined): readonly Block[] {
  if (blocks !== undefined && IpSet.unionOf(blocks.map(addressesOf)).equals(addresses)) return blocks;
  return addresses.toCidrs().map((cidr) => ({ cidr, except: [] }));
}

function blockItem(written: Block): Item & { type: 'block' } {
  const addresses = addressesOf(written);
  const block = { cidr: canonical(written.cidr), except: written.except.map(canonical) };
  return { type: 'block', key: `q${sortable(addresses)} ${addresses.toRanges().join(' ')}`, addresses, block };
}

function addressesOf({ cidr, except }: Block): IpSet {
  return IpSet.cidrs([cidr]).subtract(IpSet.cidrs(except));
}

function canonical(text: string): string {
  const cidr = parseCidr(text);
  return cidr === undefined ? text : formatCidr(cidr);
}

/** IPv4 before IPv6, then by the lowest address, as a text that sorts by code units. */
function sortable({ v4, v6 }: IpSet): string {
  for (const { first } of v4) return `4${first.toString(16).padStart(8, '0')}`;
  for (const { first } of v6) return `6${first.toString(16).padStart(32, '0')}`;
  return '';
}
