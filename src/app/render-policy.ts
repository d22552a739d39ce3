import { type ApiObject, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { patchesIn } from './identity';
import { plainMetadata } from './plain-metadata';
import { rootOf } from './tree';
import { copyOf, type PolicyValue } from './policy-value';

/**
 * What an object of ours writes. cdk8s goes through each field twice, for values that are lazy and for keys that are not sorted; where
 * nothing but the model decides what is written, the model is written as it is.
 *
 * `stock` is what cdk8s makes of the object: the same, which is seen once for each app.
 */
export function renderPolicy(object: ApiObject, value: PolicyValue, stock: () => unknown): unknown {
  const read = readPolicy(object, value);
  return read === undefined ? stockOf(object, value, stock) : { ...read, spec: copyOf(read.spec) };
}

/** The same for one who only reads it: the spec is the one that the model holds. Absent where cdk8s must be asked. */
export function readPolicy(object: ApiObject, value: PolicyValue): Manifest | undefined {
  const root: Rendered = rootOf(object);
  return root[IS_SAME] === true && isPlain(object, value, root) ? render(object, value) : undefined;
}

function stockOf(object: ApiObject, value: PolicyValue, stock: () => unknown): unknown {
  const root: Rendered = rootOf(object);
  const written = stock();
  if (root[IS_SAME] === undefined && isPlain(object, value, root)) {
    Object.defineProperty(root, IS_SAME, { value: JSON.stringify(written) === JSON.stringify(render(object, value)) });
  }
  return written;
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: unknown;
  readonly spec: unknown;
}

/** A class of this package that knows its model. */
interface Readable extends ApiObject {
  _jsonToRead?(): unknown;
}

/** What an object writes, for one who does not change it. */
export function jsonToRead(object: Readable): unknown {
  return typeof object._jsonToRead === 'function' ? object._jsonToRead() : object.toJson();
}

const IS_SAME: unique symbol = Symbol('netfence renders as cdk8s does');

type Rendered = IConstruct & { readonly [IS_SAME]?: boolean };

function render({ apiVersion, kind, metadata }: ApiObject, value: PolicyValue): Manifest {
  const { spec, reason } = value.written();
  return { apiVersion, kind, metadata: plainMetadata(metadata, (given) => (value.isOwnReason(given) ? reason : given)) ?? metadata.toJson(), spec };
}

/** Whether neither a JSON patch nor a resolver of the app can change it, and the spec is ours. */
function isPlain(object: ApiObject, value: PolicyValue, root: IConstruct): boolean {
  const { props } = object as unknown as { readonly props?: Readonly<Record<string, unknown>> };
  return props !== undefined && value.isOwnSpec(props.spec) && Object.keys(props).length === 4 && patchesIn(object).length === 0 &&
    !process.env.CDK8S_DISABLE_SORT && hasStockResolvers(root);
}

/** The resolvers that each app has. */
function hasStockResolvers(root: IConstruct): boolean {
  const { resolvers } = root as { readonly resolvers?: unknown };
  if (!Array.isArray(resolvers) || resolvers.length !== STOCK.length) return false;
  for (let i = 0; i < STOCK.length; i++) if (Object.getPrototypeOf(resolvers[i]) !== STOCK[i]) return false;
  return true;
}

const STOCK: readonly object[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver].map(({ prototype }) => prototype as object);
