import { fail } from '../../errors';
import { decode, ManifestObject } from '../../dialects';
import { loadPaths, loadText } from '../../load';
import type { Problem } from '../../model';
import { Enforcement, SPEC } from '../../profiles';
import { documentsOf, isConstruct } from './construct-document';
import { materialize } from './materialize';
import { AnalysisSession } from './session';

/** How things of a program are read. */
interface GatherOptions {
  readonly profile?: Enforcement;
  /** Whether messages name the construct of an object. @default false */
  readonly places?: boolean;
}

/**
 * A session of what a program has at hand: an app or chart, manifests as objects or as text, paths of files and folders, or a list of these.
 * An app is materialized first, as at synthesis.
 */
export function sessionOfThings(given: unknown, options: GatherOptions = {}): AnalysisSession {
  const objects: ManifestObject[] = [];
  const problems: Problem[] = [];
  for (const thing of Array.isArray(given) ? given : [given]) gather(thing, options, objects, problems);
  return sessionOfObjects(objects, problems, options.profile);
}

/** A session of objects with their documents. */
export function sessionOfObjects(
  objects: readonly ManifestObject[], problems: readonly Problem[] = [], profile: Enforcement = SPEC,
): AnalysisSession {
  const result = decode(objects);
  return new AnalysisSession(result, [...problems, ...result.problems], profile, undefined, undefined, { manifests: objects });
}

function gather(thing: unknown, options: GatherOptions, objects: ManifestObject[], problems: Problem[]): void {
  if (typeof thing === 'string') {
    const { documents, problems: found } = thing.includes('\n') ? loadText(thing, 'text') : loadPaths([thing]);
    for (const document of documents) objects.push({ value: document.value, document });
    problems.push(...found);
  } else if (isConstruct(thing)) {
    // what constructs write at the last moment is written now; errors are for `app.synth()` to tell
    materialize(thing);
    for (const document of documentsOf(thing)) objects.push({ value: document.value, ...(options.places && { document }) });
  } else if (typeof thing === 'object' && thing !== null && 'kind' in thing) {
    objects.push({ value: thing });
  } else {
    const got = thing === null ? 'null' : Array.isArray(thing) ? 'a list in a list' : typeof thing === 'object' ? 'an object without `kind`' : typeof thing;
    fail('bad-input', `an app, a chart, manifests (objects, text or paths) or a list of these is judged, got ${got}`, 'pass one of them');
  }
}
