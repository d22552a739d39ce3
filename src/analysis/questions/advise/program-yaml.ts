import { EncodablePolicy, encodeNetworkPolicy } from '../../../dialects/networking-v1/encode';
import { yamlOf } from '../../../text/yaml';
import { AdvisedProgram, manifestsOf } from './policies';

/** The manifests of a program, as one stream. */
export function yamlOfProgram(program: AdvisedProgram): string {
  return yamlOfPolicies(manifestsOf(program));
}

export function yamlOfPolicies(policies: readonly EncodablePolicy[]): string {
  return policies.map((policy) => yamlOf(encodeNetworkPolicy(policy))).join('---\n');
}
