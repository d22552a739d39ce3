import { isLabelKey, isSubdomain } from './selectors';
import { Raw, absent, isObject } from './values';

/** A check of one raw value: true when an API server would take it. Nulls are handled by the caller. */
export type Check = (value: Raw) => boolean;

export const isText: Check = (value) => typeof value === 'string';
export const isInteger: Check = (value) => Number.isInteger(value) && Math.abs(value) <= 2147483647;

export const isMapOfText: Check = (value) => isObject(value) && Object.values(value).every((item) => absent(item) || isText(item));

/** A list whose items pass; Go's decoder takes a null item as the empty one. */
export function listAllowingNull(check: Check): Check {
  return (value) => Array.isArray(value) && value.every((item) => check(item ?? {}));
}

/** A list of a CRD: its items may not be null. */
export function listOfItems(check: Check, min = 0, max = Infinity): Check {
  return (value) => Array.isArray(value) && value.length >= min && value.length <= max && value.every((item) => item !== null && check(item));
}

/** An object with no other field than these; null fields count as absent, `required` ones must be there. */
export function record(fields: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  return (value) => {
    if (!isObject(value)) return false;
    for (const key of Object.keys(value)) {
      if (!Object.prototype.hasOwnProperty.call(fields, key)) return false;
      if (!absent(value[key]) && !fields[key](value[key])) return false;
    }
    return required.every((key) => !absent(value[key]));
  };
}

/** Which fields of an object are there. */
export function present(value: Raw): string[] {
  return Object.keys(value).filter((key) => !absent(value[key]));
}

const anything: Check = () => true;

const isMetadata: Check = record({
  name: isText,
  generateName: isText,
  namespace: isText,
  labels: isMapOfText,
  annotations: (value) => isMapOfText(value) && Object.keys(value).every((key) => isLabelKey(key.toLowerCase())),
  uid: anything,
  resourceVersion: anything,
  generation: anything,
  creationTimestamp: anything,
  deletionTimestamp: anything,
  deletionGracePeriodSeconds: anything,
  ownerReferences: anything,
  finalizers: anything,
  managedFields: anything,
  selfLink: anything,
});

/** What holds for every object: known fields at the top, a name that can be one. */
export function isNamedObject(object: Raw): boolean {
  const known = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];
  if (!Object.keys(object).every((key) => known.includes(key))) return false;
  if (!isMetadata(object.metadata ?? {})) return false;
  const { name, generateName } = object.metadata ?? {};
  return name ? isSubdomain(name) : Boolean(generateName);
}
