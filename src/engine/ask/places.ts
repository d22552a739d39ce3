import type { Cluster } from '../../model';
import { IpSet } from '../../sets';
import { possibleAddresses, RuleContext } from '../compile';
import { addressesOf, unseenNodes } from '../judge';

type Places = Pick<RuleContext, 'places' | 'allNodes' | 'isComplete' | 'unseenNodes' | 'apiServer' | 'nodeAddresses'>;

/** Where pods, nodes and the API server are. `allNodes`: the addresses of the nodes that the input shows. */
export function placesOf(cluster: Cluster, allNodes: IpSet): Places {
  const apiServer = apiServerOf(cluster);
  return {
    places: possibleAddresses(cluster.facts),
    allNodes,
    isComplete: cluster.facts?.complete === true,
    unseenNodes: unseenNodes(cluster, allNodes),
    ...(apiServer !== undefined && { apiServer }),
    nodeAddresses: (peer) => addressesOf(cluster.nodes.filter((node) => peer.labels.matches(node.labels))),
  };
}

/** The addresses of the API server: as the facts state them, and those behind its Service; `undefined` where neither tells them. */
function apiServerOf({ facts, endpoints = [] }: Cluster): IpSet | undefined {
  const ofApi = endpoints.filter(({ namespace, service }) => namespace === 'default' && service === 'kubernetes');
  const behind = ofApi.flatMap(({ addresses }) => addresses);
  const known = IpSet.addresses(behind).union(facts?.apiServer ?? IpSet.NONE);
  return known.isEmpty() && facts?.complete !== true ? undefined : known;
}
