import { FactKind } from '../../results/enums';
import type { NeededFact } from '../../results/needed-fact';
import { Address, formatAddress, Protocol } from '../../sets';
import { Forward, forwardOf, NamedEnd, PassedOnBy, Target } from '../ends/named-end';
import { nodeForwards, serviceEnd } from '../ends/services';
import type { TrafficEnd } from '../ends/traffic-end';
import type { AnalysisSession } from '../session/session';

/** A call that is passed on: to a Service, or to a port that nodes open for one. */
export interface Call {
  /** `Service shop/api`. */
  readonly via: string;
  /** The address that was called. */
  readonly address?: Address;
  /** Where it arrives; empty where the input does not show that. */
  readonly targets: readonly Target[];
  /** Who passes it on, where policies may see other ends. */
  readonly passedOnBy?: PassedOnBy;
  /** What to state, where the input does not show the Service. */
  readonly needs: readonly NeededFact[];
}

/** Finds where recorded calls to Services and to ports of nodes arrive. */
export class Calls {
  private readonly services = new Map<string, NamedEnd | undefined>();
  private readonly ofNodes: NamedEnd;

  public constructor(private readonly session: AnalysisSession) {
    this.ofNodes = { label: '', positions: [], forwards: nodeForwards(session) };
  }

  /** The call that traffic to an end is; `undefined` where it arrives at the end itself. */
  public callOf(end: TrafficEnd, protocol: string, port: number): Call | undefined {
    if (end.type === 'node') {
      const forward = forwardOf(this.ofNodes, protocol as Protocol, port);
      return forward && { via: forward.service, ...(end.address && { address: end.address }), ...ofForward(forward), needs: [] };
    }
    if (end.type !== 'service') return undefined;
    const { label, address } = end;
    const service = this.serviceAt(end.namespace, end.name, address);
    const needs = service === undefined && address !== undefined ? [{ kind: FactKind.SERVICE, subject: formatAddress(address) }] : [];
    if (service === undefined) return { via: label, targets: [], needs };
    const forward = forwardOf(service, protocol as Protocol, port);
    if (forward !== undefined) return { via: label, ...(service.dialled && { address: service.dialled }), ...ofForward(forward), needs };
    // a recorder that names a Service and not its address may write the port of the pods
    const isOwnPort = service.positions.length > 0 && (address === undefined || service.forwards === undefined);
    return { via: label, targets: isOwnPort ? [{ end: { label, positions: service.positions }, port }] : [], needs };
  }

  private serviceAt(namespace: string, name: string, address: Address | undefined): NamedEnd | undefined {
    const key = `${namespace}/${name}/${address === undefined ? '' : formatAddress(address)}`;
    if (!this.services.has(key)) {
      const service = this.session.decoded.cluster.services.find((one) => one.namespace === namespace && one.name === name);
      this.services.set(key, service && serviceEnd(this.session, service, address));
    }
    return this.services.get(key);
  }
}

function ofForward({ targets, passedOnBy }: Forward): Pick<Call, 'targets' | 'passedOnBy'> {
  return { targets, ...(passedOnBy && { passedOnBy }) };
}
