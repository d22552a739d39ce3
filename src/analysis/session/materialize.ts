import type { IConstruct } from 'constructs';
import { NO_FACTS, StatedFacts } from '../facts/stated';
import { isConstruct } from './construct-document';

/** The property of a root construct that holds what this copy of the package knows of the app; another copy has a symbol of its own. */
export const APP_MODEL: unique symbol = Symbol('netfence app model');

/** What can be asked of the model of an app from below the room that makes it. */
export interface MaterializedApp {
  /** What the app states about the cluster. */
  readonly facts: StatedFacts;
  /** Runs something without the checks of synthesis. */
  withoutChecks(action: () => void): void;
}

/** Writes the deferred constructs of an app, as synthesis does, without the checks of synthesis. What is wrong is for `app.synth()` to tell. */
export function materialize(construct: IConstruct): void {
  const { root } = construct.node;
  const validate = () => void root.node.validate();
  const model = modelOf(construct);
  if (model === undefined) validate();
  else model.withoutChecks(validate);
}

/** What the app of a construct states about the cluster; nothing for anything else. */
export function appFacts(thing: unknown): StatedFacts {
  return (isConstruct(thing) ? modelOf(thing)?.facts : undefined) ?? NO_FACTS;
}

function modelOf({ node: { root } }: IConstruct): MaterializedApp | undefined {
  return (root as { readonly [APP_MODEL]?: MaterializedApp })[APP_MODEL];
}
