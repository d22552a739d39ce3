import { NAMESPACE_NAME_LABEL } from '../model';
import type { EndpointSelector } from '../model';
import { LabelConstraint, LabelSelector } from '../sets';

/** No pod at all: one that has a label with no value. */
export const NO_POD: EndpointSelector = {
  namespaces: { labels: LabelSelector.EVERYTHING },
  pods: LabelSelector.of([[NAMESPACE_NAME_LABEL, LabelConstraint.in([])]]),
};
