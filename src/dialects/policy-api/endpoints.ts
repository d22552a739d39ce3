import type { EndpointSelector } from '../../model';
import { LabelSelector } from '../../sets';
import type { ObjectProblems } from '../object-problems';
import { decodeSelector } from '../label-selector';
import { fieldsOf } from '../manifest';
import type { Fields } from '../manifest';
import type { Place } from '../place';

/**
 * The pods that `namespaces` or `pods` means. The API server does not look into the selectors of custom resources: one that cannot
 * mean anything (operator `in`, `In` without values) is stored, and no implementation can read it.
 */
interface Endpoints {
  readonly selector: EndpointSelector;
  /** Whether a part could not be read; `selector` has everything in its place. */
  readonly unreadable: boolean;
}

export function decodeEndpoints(value: Fields, place: Place, doubts: ObjectProblems): Endpoints | undefined {
  const { namespaces = null, pods = null } = value;
  if (namespaces !== null) return combine(read(namespaces, place.at('namespaces'), doubts), LabelSelector.EVERYTHING);
  if (pods === null) return undefined;
  const both = fieldsOf(pods);
  const inside = place.at('pods');
  return combine(read(both.namespaceSelector, inside.at('namespaceSelector'), doubts), read(both.podSelector, inside.at('podSelector'), doubts));
}

function read(value: unknown, place: Place, doubts: ObjectProblems): LabelSelector | undefined {
  return decodeSelector(value, 'pruned', place, doubts);
}

function combine(namespaces: LabelSelector | undefined, pods: LabelSelector | undefined): Endpoints {
  return {
    selector: { namespaces: { labels: namespaces ?? LabelSelector.EVERYTHING }, pods: pods ?? LabelSelector.EVERYTHING },
    unreadable: namespaces === undefined || pods === undefined,
  };
}
