import type { EndpointSelector } from '../model';
import { LabelSelector } from '../sets';

/** All pods of all namespaces. */
export const EVERY_POD: EndpointSelector = { namespaces: { labels: LabelSelector.EVERYTHING }, pods: LabelSelector.EVERYTHING };
