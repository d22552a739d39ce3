import type { IConstruct } from 'constructs';
import { APP_MODEL } from '../analysis';
import { AppModel } from './app-model';
import { Synthesis } from './synthesis';

/**
 * The one model of the app that contains a construct; the first construct that asks creates it.
 *
 * It hangs on the root itself, under a symbol of this copy of the package: another copy in the same process has a model of its own.
 */
export function appModelOf(construct: IConstruct): AppModel {
  const root = construct.node.root as IConstruct & { readonly [APP_MODEL]?: AppModel };
  return root[APP_MODEL] ?? create(root);
}

function create(root: IConstruct): AppModel {
  const model = new AppModel(root);
  Object.defineProperty(root, APP_MODEL, { value: model });
  const synthesis = new Synthesis(model);
  root.node.addValidation({ validate: () => synthesis.validate() });
  return model;
}
