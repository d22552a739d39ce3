import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { show } from '../../text/show';
import type { AppMessage } from '../app-message';
import { Identity, identityOf, identityText } from '../identity';

/** Two objects that are one in the cluster: the later `kubectl apply` silently replaces the earlier one. Also names that no API server accepts. */
export function collisions(objects: readonly ApiObject[]): AppMessage[] {
  return identityCollisions(objects.map((construct) => ({ construct, identity: identityOf(construct) })));
}

/** Something that is written, as the cluster will know it. */
export interface Identified {
  readonly construct: IConstruct;
  readonly identity: Identity;
}

/** The same of things of which it is known how the cluster will know them. */
export function identityCollisions(written: readonly Identified[]): AppMessage[] {
  const seen = new Map<string, IConstruct>();
  const errors: AppMessage[] = [];
  for (const { construct: object, identity } of written) {
    const impossible = impossibleName(object, identity.name);
    if (impossible !== undefined) errors.push({ construct: object, text: impossible });
    const key = `${identity.group}\n${identity.kind}\n${identity.namespace}\n${identity.name}`;
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
function impossibleName(object: IConstruct, name: unknown): string | undefined {
  if (typeof name === 'string' && name !== '' && name !== '.' && name !== '..' && !/[/%\s\u0000-\u001f\u007f-\u009f]/.test(name)) return undefined;
  return `[object-name] the name of ${show(object.node.path)} is one that no API server takes, got ${show(name)}; ` +
    'a name has no `/`, `%`, blank or control character and is neither `.` nor `..`';
}
