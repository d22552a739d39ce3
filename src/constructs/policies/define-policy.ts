import type { Construct } from 'constructs';
import { appModelOf, PolicyContent, PolicyObject } from '../../app';
import { checkMetadata, PolicyOptions } from '../input';

/** Checks the metadata of a policy and adds it to the app; `declaredBy` is the construct that the author wrote, where the policy stands elsewhere. */
export function definePolicy(host: Construct, options: PolicyOptions, content: PolicyContent, declaredBy = host): PolicyObject {
  return appModelOf(host).addPolicy(host, checkMetadata(host.node.id, options), content, declaredBy);
}
