import type { IConstruct } from 'constructs';
import type { Ignore } from '../../analysis/questions/check/ignores';
import type { ChecksOptions } from '../../constructs/checks/checks-options';

const SETTINGS = new WeakMap<IConstruct, ChecksOptions>();
const IGNORES = new WeakMap<IConstruct, Ignore[]>();

/** How the app of a construct is checked. */
export function settingsOf(construct: IConstruct): ChecksOptions {
  return SETTINGS.get(construct.node.root) ?? {};
}

export function set(construct: IConstruct, options: ChecksOptions): void {
  SETTINGS.set(construct.node.root, options);
}

export function ignore(construct: IConstruct, ignored: Ignore): void {
  IGNORES.set(construct, [...IGNORES.get(construct) ?? [], ignored]);
}

/** What is ignored about a construct, and about those that it lies in. */
export function ignoresOf(construct: IConstruct): Ignore[] {
  return construct.node.scopes.flatMap((scope) => IGNORES.get(scope) ?? []);
}
