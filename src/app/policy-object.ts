import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { show } from '../text/show';
import type { PolicyValue } from './policy-value';

/** A NetworkPolicy of our constructs: the object in the tree that writes it, and its value. */
export interface PolicyObject {
  readonly object: ApiObject;
  readonly value: PolicyValue;
  /** The construct that the author wrote: the object itself, or the one that it is a part of. */
  readonly declaredBy: IConstruct;
}

/** What is wrong with a policy now, and where it is. */
export function problemsOf({ object, value }: PolicyObject): string[] {
  return value.problems().map((text) => `${text} (policy ${show(object.node.path)})`);
}
