import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { APP_MODEL } from '../analysis';
import { AppModel } from './app-model';
import { isApp } from './output/output-files';
import { synthesizerOf } from './session/synthesizer-of';
import { Synthesis } from './synthesis';
import { rootOf } from './tree';

/**
 * The one model of the app that contains a construct; the first construct that asks creates it.
 *
 * It hangs on the root itself, under a symbol of this copy of the package: another copy in the same process has a model of its own.
 */
export function appModelOf(construct: IConstruct): AppModel {
  const root = rootOf(construct) as IConstruct & { readonly [APP_MODEL]?: AppModel };
  return root[APP_MODEL] ?? create(root);
}

/** The `App` of cdk8s validates once for each chart; only around `synth` it is known that these belong together. */
function countChanges(root: IConstruct, synthesis: Synthesis): void {
  if (!isApp(root) || synthesizerOf(root) !== undefined || !Object.isExtensible(root)) return;
  const { synth } = root;
  const counted = function (this: unknown, ...args: []): void {
    return synthesis.write(() => synth.apply(this as App, args));
  };
  Object.defineProperty(root, 'synth', { configurable: true, writable: true, value: counted });
}

function create(root: IConstruct): AppModel {
  const model = new AppModel(root);
  Object.defineProperty(root, APP_MODEL, { value: model });
  const synthesis = new Synthesis(model);
  countChanges(root, synthesis);
  root.node.addValidation({ validate: () => synthesis.validate() });
  return model;
}
