import type { Problem } from '../model';
import { quote } from '../text/quote';
import { Duplicates, identify } from './identity';
import { flattenLists } from './lists';
import type { ManifestObject } from './lists';
import { fieldsOf, isFields } from './manifest';
import type { Manifest } from './manifest';
import type { Staged, Staging } from './staged';

/** One staged object of the input. */
interface StagedObject extends Staged {
  readonly written: ManifestObject;
  readonly manifest: Manifest;
}

/**
 * The objects as they are once everything that is staged is enforced. What is staged takes the place of the policy of its name; of several
 * staged objects of one name, the last one counts.
 */
export function enforceStaged(
  objects: Iterable<ManifestObject>, stagings: readonly Staging[], defaultNamespace: string, problems: Problem[],
): readonly ManifestObject[] {
  const all = [...flattenLists(objects)];
  const found = all.map((written) => stagedObject(written, stagings, defaultNamespace));
  if (found.every((one) => one === undefined)) return all;
  const keyOf = ({ value }: ManifestObject) => (isFields(value) ? firstOf(stagings, (staging) => staging.keyOf(value, defaultNamespace)) : undefined);
  const keys = found.map((one) => one && keyOf({ value: one.enforced }));
  const lastOf = new Map(keys.map((key, i) => [key, i]));
  const duplicates = new Duplicates();
  for (const one of found) if (one !== undefined) duplicates.note(one.manifest, problems);
  const replacing = new Map([...lastOf].filter(([key, i]) => key !== undefined && found[i]!.action !== 'ignore'));
  const present = new Set<string>();
  const result = all.flatMap((object, i): ManifestObject[] => {
    const one = found[i];
    if (one === undefined) {
      const key = keyOf(object);
      if (key === undefined || !replacing.has(key)) return [object];
      present.add(key);
      return [];
    }
    const isLast = keys[i] === undefined || lastOf.get(keys[i]) === i;
    return isLast ? enforced(one, problems) : [];
  });
  for (const [key, i] of replacing) {
    if (found[i]!.action === 'delete' && !present.has(key!)) problems.push(absent(found[i]!));
  }
  return result;
}

function stagedObject(written: ManifestObject, stagings: readonly Staging[], defaultNamespace: string): StagedObject | undefined {
  const { value, document } = written;
  if (!isFields(value)) return undefined;
  const staged = firstOf(stagings, (staging) => staging.staged(value));
  if (staged === undefined) return undefined;
  const manifest = identify(value, String(value.apiVersion), String(value.kind), 'maybe', document, defaultNamespace);
  return { ...staged, written, manifest };
}

function enforced({ action, enforced: value, written, manifest }: StagedObject, problems: Problem[]): ManifestObject[] {
  const { document } = written;
  if (action === 'set') return [{ ...written, value }];
  if (action !== 'refused') return [];
  const { stagedAction } = fieldsOf(manifest.value.spec);
  const position = document?.position(['spec', 'stagedAction']);
  const message = `${manifest.origin.label}: spec.stagedAction must be Set, Delete, Learn or Ignore, got ${quote(stagedAction)}; the API server refuses the policy, so what its pods may do is unknown`;
  problems.push({ code: 'invalid-value', severity: 'error', message, ...(position && { position }) });
  // no policy API takes a text for a spec, so that what it does is unknown
  return [{ ...written, value: { ...value, spec: 'refused' } }];
}

function absent({ manifest: { origin }, written: { document } }: StagedObject): Problem {
  const position = document?.position(['spec', 'stagedAction']);
  const message = `${origin.label}: is staged to delete a policy that the input does not contain, so it has no effect`;
  return { code: 'staged-policy-absent', severity: 'warning', message, fix: 'add the policy to the input, or remove the staged one', ...(position && { position }) };
}

function firstOf<T>(stagings: readonly Staging[], ask: (staging: Staging) => T | undefined): T | undefined {
  for (const staging of stagings) {
    const answer = ask(staging);
    if (answer !== undefined) return answer;
  }
  return undefined;
}
