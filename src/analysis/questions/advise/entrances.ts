import type { RulePeer, Service, Workload } from '../../../model';
import { isEntranceController } from '../../../profiles/entrance-controllers';
import { formatCidr, IpSet, parseCidr, Protocol, TrafficSet } from '../../../sets';
import { entranceServices, isBehind, leadsTo } from '../../ends/services';
import { openedBy } from '../../pairs/ingress-routes';
import { AnalysisSession, workloadLabel } from '../../session/session';
import { blockPeer } from './dns-choice';
import type { Grant, Side } from './grant';

/** A port that more addresses outside than this called is an entrance: the next visitor has another address. */
const MAX_CLIENTS = 8;

const EVERYWHERE = { 4: '0.0.0.0/0', 6: '::/0' } as const;

/** What of the input lets traffic in from outside: Services of load balancers and node ports, and controllers with their routes. */
export class Entrances {
  private readonly services: readonly Service[];
  private routes?: ReadonlyMap<string, TrafficSet>;

  public constructor(private readonly session: AnalysisSession) {
    this.services = entranceServices(session);
  }

  /** The Service that leads from outside to a port of a workload. */
  public serviceTo(position: number, protocol: Protocol, port: number): Service | undefined {
    const workload = this.session.decoded.cluster.workloads[position];
    return this.services.find((service) => leadsTo(service, workload, protocol, port));
  }

  /** Whether a workload exposes a port of another one: it is a controller, or it is an entrance itself and an Ingress, a Route or a route of a Gateway leads there. */
  public exposes(position: number, to: number, protocol: Protocol, port: number): boolean {
    const { workloads } = this.session.decoded.cluster;
    const [controller, exposed] = [workloads[position], workloads[to]];
    if (isEntranceController(controller.labels)) return true;
    return this.services.some((service) => isBehind(service, controller)) && this.routesTo(exposed).contains(protocol, port);
  }

  private routesTo(workload: Workload): TrafficSet {
    const { cluster } = this.session.decoded;
    this.routes ??= openedBy(cluster, [...cluster.ingressRoutes, ...cluster.gatewayRoutes ?? []]).traffic;
    return this.routes.get(workloadLabel(workload)) ?? TrafficSet.NONE;
  }
}

/** What lets every address in where many called, in the place of a rule for each of them. `of`: the grant of one side. */
export function entrancesOf(
  sides: readonly Side[], of: (side: Side) => Omit<Grant, 'sides'> | undefined, { blocks, entrances }: { readonly blocks: readonly string[]; readonly entrances: Entrances },
): Map<Side, Omit<Grant, 'sides'>> {
  const wide = IpSet.cidrs(blocks);
  const clients = new Map<string, { readonly sides: Side[]; readonly addresses: Set<string>; readonly families: Set<4 | 6> }>();
  for (const side of sides) {
    const { candidate, direction, subject, peer } = side;
    if (direction !== 'ingress' || peer.type !== 'address' || peer.entity === 'api-server' || wide.contains(peer.address)) continue;
    const key = `${subject} ${candidate.protocol} ${candidate.port}`;
    let known = clients.get(key);
    if (known === undefined) clients.set(key, (known = { sides: [], addresses: new Set(), families: new Set() }));
    known.sides.push(side);
    known.addresses.add(peer.label);
    known.families.add(peer.address.family);
  }
  const found = new Map<Side, Omit<Grant, 'sides'>>();
  for (const { sides: calls, addresses, families } of clients.values()) {
    const [{ subject, candidate: { protocol, port } }] = calls;
    const service = entrances.serviceTo(subject, protocol, port);
    const grant = addresses.size > (service === undefined ? MAX_CLIENTS : 1) ? of(calls[0]) : undefined;
    if (grant?.kind !== 'rule') continue;
    const opened = openedTo(calls, service, [...families].sort());
    const { isHost: _, ...rest } = grant;
    for (const side of calls) found.set(side, { ...rest, ...opened });
  }
  return found;
}

/** The addresses that an entrance is open to, and why. */
function openedTo(calls: readonly Side[], service: Service | undefined, families: readonly (4 | 6)[]): Pick<Grant, 'peers' | 'check' | 'entrance'> {
  const everywhere = families.map((family): RulePeer => blockPeer(EVERYWHERE[family]));
  if (service === undefined) {
    const check = ['many addresses outside called the port, so it is taken for an entrance and open to every address; name blocks with --block if it is not'];
    return { peers: everywhere, check, entrance: '' };
  }
  const { sourceRanges = [] } = service;
  const ranges = IpSet.cidrs(sourceRanges);
  const isInside = calls.every(({ peer }) => peer.type === 'address' && ranges.contains(peer.address));
  return { peers: isInside ? sourceRanges.map((cidr) => formatCidr(parseCidr(cidr)!)).sort().map(blockPeer) : everywhere, check: [], entrance: `Service ${service.namespace}/${service.name}` };
}
