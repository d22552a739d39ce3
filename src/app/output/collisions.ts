import type { ApiObject } from 'cdk8s';
import { show } from '../../text/show';
import type { AppMessage } from '../app-message';
import { identityOf, identityText } from '../identity';

/** Two objects that are one in the cluster: the later `kubectl apply` silently replaces the earlier one. Also names that no API server accepts. */
export function collisions(objects: readonly ApiObject[]): AppMessage[] {
  const seen = new Map<string, ApiObject>();
  const errors: AppMessage[] = [];
  for (const object of objects) {
    const identity = identityOf(object);
    errors.push(...impossibleName(object, identity.name).map((text) => ({ construct: object, text })));
    const key = [identity.group, identity.kind, identity.namespace, identity.name].join('\n');
    const other = seen.get(key);
    if (other === undefined) seen.set(key, object);
    else {
      const text = `[object-twice] two constructs write ${show(identityText(identity))}, got ${show(other.node.path)} and ${show(object.node.path)}; ` +
        'in the cluster the later one would replace the earlier: give one of them another id, `name` or `namespace`';
      errors.push({ construct: object, text });
    }
  }
  return errors;
}

/**
 * No kind accepts such a name; in a path it would name something else.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names
 */
function impossibleName(object: ApiObject, name: unknown): string[] {
  if (typeof name === 'string' && name !== '' && name !== '.' && name !== '..' && !/[/%\s\u0000-\u001f\u007f-\u009f]/.test(name)) return [];
  return [`[object-name] the name of ${show(object.node.path)} is one that no API server takes, got ${show(name)}; ` +
    'a name has no `/`, `%`, blank or control character and is neither `.` nor `..`'];
}
