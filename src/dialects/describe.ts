import { flattenLists, ManifestObject } from './lists';
import { isFields, Manifest } from './manifest';
import { identify } from './identity';
import { DIALECTS, Router } from './registry';

/** The objects of the input with their names, in their order, those of kinds that mean nothing here included; what is no object is left out. */
export function describe(objects: Iterable<ManifestObject>, defaultNamespace = 'default'): Manifest[] {
  const router = new Router(DIALECTS);
  const described: Manifest[] = [];
  for (const { value, document } of flattenLists(objects)) {
    if (!isFields(value) || typeof value.kind !== 'string' || value.kind === '') continue;
    const apiVersion = typeof value.apiVersion === 'string' ? value.apiVersion : '';
    const { scope } = router.route(apiVersion, value.kind) ?? { scope: 'maybe' as const };
    described.push(identify(value, apiVersion, value.kind, scope, document, defaultNamespace));
  }
  return described;
}
