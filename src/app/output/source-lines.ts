import { join } from 'path';
import type { ApiObject, App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { placeOf, recordSources, sourceKey } from '../../analysis/questions/check/sources';
import { identityOf } from '../identity';
import { settingsOf } from '../checks/settings';

/** V8 writes the text of a stack only when somebody reads it: to remember one costs little. */
const STACKS = new WeakMap<IConstruct, { readonly stack?: string }>();
const DEEPEST = 25;
/** The compiled package, or its sources. */
const OWN = join(__dirname, '..', '..');

/** Remembers which line of the program makes a construct, unless one above it is remembered already. */
export function rememberLine(construct: IConstruct): void {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) if (STACKS.has(at)) return;
  const holder = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = DEEPEST;
  Error.captureStackTrace(holder, rememberLine);
  Error.stackTraceLimit = stackTraceLimit;
  STACKS.set(construct, holder);
}

/** Writes the line behind each object beside the manifests; for apps only, whose folder is made by then. */
export function writeLines(root: IConstruct, objects: readonly ApiObject[]): void {
  const { outdir } = root as App;
  if (typeof outdir !== 'string' || settingsOf(root).sources === false) return;
  recordSources(outdir, new Map(objects.map((object) => {
    const { group, kind, namespace, name } = identityOf(object);
    const source = lineOf(object);
    return [sourceKey(group, kind, namespace, name), { construct: object.node.path, ...(source && { source }) }];
  })));
}

function lineOf(object: ApiObject) {
  for (let at: IConstruct | undefined = object; at !== undefined; at = at.node.scope) {
    const stack = STACKS.get(at)?.stack;
    if (stack !== undefined) return placeOf(stack, OWN);
  }
  return undefined;
}
