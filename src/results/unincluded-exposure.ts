import type { TrafficSet } from '../sets';
import type { Exposure } from './exposure';

/** What is open to pods that do not exist yet, and the traffic of it that is not open in another state. */
export interface UnincludedExposure {
  readonly exposure: Exposure;
  readonly traffic: TrafficSet;
}
