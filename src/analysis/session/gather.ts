import { fail } from '../../errors';
import { decode, ManifestObject } from '../../dialects';
import { loadPaths, loadText } from '../../load';
import type { Problem } from '../../model';
import type { Enforcement } from '../../profiles';
import { mergeFacts, modelFacts, NO_FACTS, StatedFacts } from '../facts/stated';
import { documentsOf, isConstruct } from './construct-document';
import { appFacts, materialize } from './materialize';
import { AnalysisSession } from './session';
import { problemsWith, profileOf } from './with-facts';

/** How things of a program are read. */
interface GatherOptions {
  readonly profile?: Enforcement;
  /** What is stated about the cluster, stronger than what an app states. @default - nothing */
  readonly facts?: StatedFacts;
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
  const things = Array.isArray(given) ? given : [given];
  for (const thing of things) gather(thing, options, objects, problems);
  const { profile, facts = NO_FACTS } = options;
  return sessionOfObjects(objects, problems, profile, mergeFacts(facts, ...things.map(appFacts)));
}

/** A session of objects with their documents. */
export function sessionOfObjects(
  objects: readonly ManifestObject[], problems: readonly Problem[] = [], profile?: Enforcement, facts: StatedFacts = NO_FACTS,
): AnalysisSession {
  const model = modelFacts(facts);
  const result = decode(objects, { ...(model && { facts: model }) });
  const all = problemsWith([...problems, ...result.problems], facts, result);
  return new AnalysisSession(result, all, profile ?? profileOf(facts), undefined, undefined, { manifests: objects, facts });
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
