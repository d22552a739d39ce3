import { EncodablePolicy, ISOLATING_ENCODER } from '../../../dialects';
import { yamlOf } from '../../../text/yaml';
import { AdvisedProgram, manifestsOf } from './policies';

/** The manifests of a program, as one stream. */
export function yamlOfProgram(program: AdvisedProgram): string {
  return yamlOfPolicies(manifestsOf(program));
}

export function yamlOfPolicies(policies: readonly EncodablePolicy[]): string {
  return policies.map((policy) => yamlOf(ISOLATING_ENCODER.encode(policy))).join('---\n');
}
