/** What an app is built with: cdk8s as it is installed, a second copy of it, and the class of the app. */
import type * as cdk8s from 'cdk8s';
import type * as constructs from 'constructs';
import type * as netfence from '../../src/constructs';

export interface Kit {
  readonly cdk8s: typeof cdk8s;
  readonly constructs: typeof constructs;
  /** Another copy of cdk8s and constructs in the same process. */
  readonly copy: { readonly cdk8s: typeof cdk8s; readonly constructs: typeof constructs };
  readonly netfence: typeof netfence;
  readonly App: new (props?: cdk8s.AppProps) => cdk8s.App;
  /** A folder with `include.yaml` and the program `helm`. */
  readonly folder: string;
}

/** Loads modules a second time, as two installations of them in one process are. */
export function secondCopy(load: NodeJS.Require): Kit['copy'] {
  const isOfPeer = (file: string) => /[\\/]node_modules[\\/](?:cdk8s|constructs)[\\/]/.test(file);
  const kept = Object.entries(load.cache).filter(([file]) => isOfPeer(file));
  for (const [file] of kept) delete load.cache[file];
  const copy = { constructs: load('constructs') as typeof constructs, cdk8s: load('cdk8s') as typeof cdk8s };
  for (const file of Object.keys(load.cache).filter(isOfPeer)) delete load.cache[file];
  for (const [file, module] of kept) load.cache[file] = module;
  return copy;
}
