import type { AddressHolder } from '../../engine';
import type { Address, Packet, Protocol } from '../../sets';

/** One end of a question: some pods of the input, an address, or a Service. */
export interface NamedEnd {
  /** `production/api[Deployment]`, an address, or `Service production/api`. */
  readonly label: string;
  /** Positions in the cluster's list of workloads: of a Service, its pods; empty for an address. */
  readonly positions: readonly number[];
  /** Present where `positions` is empty. */
  readonly address?: Address;
  /** What may have the address; absent where that is known: a node of the input, or else it is outside. */
  readonly holders?: readonly AddressHolder[];
  /** The ports at which calls are passed on to other ends: of a Service, or of a node. */
  readonly forwards?: readonly Forward[];
  /** The address by which a Service is called. */
  readonly dialled?: Address;
  /** The addresses at which a Service, or a node, takes the calls that it passes on, as far as they are known. */
  readonly calledAt?: readonly Address[];
  /** Present where it is a Service of which the input shows neither an address nor pods. */
  readonly unshown?: Unshown;
  /** The packet that a URL names. */
  readonly packet?: Packet;
}

/** Calls that arrive where the input does not show. */
export interface Unshown {
  /** As a sentence. */
  readonly why: string;
  /** The ports at which calls may arrive; absent = every port. */
  readonly ports?: readonly Packet[];
}

/** A port of a Service, or one of every node for a Service, and where calls to it arrive. */
export interface Forward {
  /** `Service shop/api`. */
  readonly service: string;
  /** Of the port. */
  readonly name?: string;
  readonly protocol: Protocol;
  readonly port: number;
  readonly targets: readonly Target[];
  /** Who passes calls on, where policies may see other addresses than those of the source and the target; absent = who keeps both. */
  readonly passedOnBy?: PassedOnBy;
}

/**
 * `own-node`: the source's node, which translates at once and may put an address of its own in the place of the source; `node`: the node that is
 * called, which gets the packet as it was sent; `proxy`: a load balancer, likewise, and what it sends may come from anywhere.
 */
export type PassedOnBy = 'own-node' | 'node' | 'proxy';

/** Pods, or an address, and the port at which they get calls. */
export interface Target {
  readonly end: NamedEnd;
  readonly port: number;
}

/** Where calls to a port of an end arrive; `undefined` where they arrive at the end itself. */
export function forwardOf({ forwards }: NamedEnd, protocol: Protocol, port: number): Forward | undefined {
  return forwards?.find((forward) => forward.protocol === protocol && forward.port === port);
}
