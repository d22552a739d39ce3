import type { Reach } from '../../../engine';
import type { Direction } from '../../../model';
import { NOT_INTERNET_V4, NOT_INTERNET_V6 } from '../../../profiles/address-ranges';
import { type Address, formatAddress, IpSet, parseAddress } from '../../../sets';
import { outsideReach } from '../../pairs/outside';
import type { Member } from '../../pairs/pair-scan';
import type { AnalysisSession } from '../../session/session';

/** What no namespace has. Parentheses are in no name of a namespace. */
const INTERNET = '(internet)';
const NETWORKS = '(other networks)';
/** The zone of nodes. */
export const NODES = '(nodes)';

const NOT_INTERNET = IpSet.cidrs([...NOT_INTERNET_V4, ...NOT_INTERNET_V6].map(({ cidr }) => cidr));

/** Addresses that are taken as examples where they fit, for they are known as what they are. */
const EXAMPLES = ['8.8.8.8', '2001:4860:4860::8888', '10.0.0.1', '192.168.0.1', '172.16.0.1', 'fd00::1'].map((text) => parseAddress(text)!);

/** What passes between a pod and some addresses of a zone, and one of these as an example. */
interface OuterReach {
  readonly zone: string;
  readonly example: string;
  readonly reach: Reach;
}

/** The addresses outside of the namespaces as zones: the internet, other networks, and the nodes whose addresses are known. */
export class OuterZones {
  private readonly zones: readonly { readonly name: string; readonly addresses: IpSet }[];
  private readonly known = new Map<string, readonly OuterReach[]>();

  public constructor(private readonly session: AnalysisSession) {
    const { nodes, facts } = session.decoded.cluster;
    const ofNodes = IpSet.addresses(nodes.flatMap(({ addresses }) => addresses)).union(facts?.nodeRanges ?? IpSet.NONE);
    this.zones = [
      { name: INTERNET, addresses: IpSet.ALL.subtract(NOT_INTERNET).subtract(ofNodes) },
      { name: NETWORKS, addresses: NOT_INTERNET.subtract(ofNodes) },
      { name: NODES, addresses: ofNodes },
    ].filter(({ addresses }) => !addresses.isEmpty());
  }

  /** The zones in which there are addresses. */
  public get names(): string[] {
    return this.zones.map(({ name }) => name);
  }

  /** An address of each zone. */
  public get examples(): { readonly zone: string; readonly example: string }[] {
    return this.zones.map(({ name, addresses }) => ({ zone: name, example: formatAddress(exampleOf(addresses)!) }));
  }

  /** The zone of an address. */
  public of(address: Address): string {
    return this.zones.find(({ addresses }) => addresses.contains(address))!.name;
  }

  /** The zones in which some of the addresses are. */
  public ofSet(set: IpSet): string[] {
    return this.zones.filter(({ addresses }) => !addresses.intersect(set).isEmpty()).map(({ name }) => name);
  }

  /** What passes between a group of pods and each zone, for some of its addresses. */
  public reaches(direction: Direction, member: Member): readonly OuterReach[] {
    const engine = this.session.engine();
    const key = `${direction} ${[...new Set(member[0].map((c) => engine.rowNumber(direction, c)))].sort((a, b) => a - b).join()}`;
    let found = this.known.get(key);
    if (found === undefined) this.known.set(key, (found = this.find(direction, member)));
    return found;
  }

  private find(direction: Direction, member: Member): readonly OuterReach[] {
    const engine = this.session.engine();
    const parts = outsideReach([engine], direction, member);
    return this.zones.flatMap(({ name, addresses }) => parts.flatMap(({ addresses: all, reaches }) => {
      const example = exampleOf(all.intersect(addresses));
      if (example === undefined) return [];
      // of nodes more is known than of other addresses that rules do not tell apart: one of them may be the own node of a pod
      const found = name === NODES ? member[0].map((c) => (direction === 'egress' ? engine.reach(c, example) : engine.reach(example, c))) : reaches[0];
      return found.map((reach): OuterReach => ({ zone: name, example: formatAddress(example), reach }));
    }));
  }
}

function exampleOf(addresses: IpSet): Address | undefined {
  return EXAMPLES.find((one) => addresses.contains(one)) ?? addresses.first();
}
