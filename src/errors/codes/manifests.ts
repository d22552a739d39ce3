import type { CodeTable } from './entry';

/** Codes of problems with the objects of the input, and with what is asked about them. */
export const MANIFEST_CODES = {
  'backend-blocked': { cause: 'An Ingress or a Route leads to pods whose policies let no unknown pod in.', fix: 'Name the pods of the controller in a rule.' },
  'backend-unknown': { cause: 'It is not known what an Ingress or a Route opens.', fix: 'Add its Service and its pods to the input.' },
  'denying-policy-not-read': { cause: 'A policy of a service mesh or of a cloud is not read; it may deny what other policies allow.', fix: 'Judge the pods that it selects by other means.' },
  'duplicate-object': { cause: 'An object is written twice, and the later one is taken.', fix: 'Remove or rename one of them.' },
  'fact-contradicted': { cause: 'An object of the input contradicts a fact that is stated.', fix: 'Correct the fact or the object.' },
  'invalid-value': { cause: 'The API server refuses a value of a field.', fix: 'Write a value that the message allows.' },
  'missing-field': { cause: 'A field that the API requires is missing.', fix: 'Write it.' },
  'no-focus': { cause: 'Peers of a focus were named without a workload in focus.', fix: 'Name a workload.' },
  'no-kind': { cause: 'An object has no `kind` or no `apiVersion`, or one that no API server has.', fix: 'Write it.' },
  'not-an-object': { cause: 'A document is not a Kubernetes object.', fix: 'Remove it, or write `apiVersion`, `kind` and `metadata`.' },
  'objects-elsewhere': { cause: 'An object brings objects that are written elsewhere.', fix: 'Add them to the input, as the cluster holds them.' },
  'other-agent': { cause: 'Policies are of another network agent than the one that is named, so they have no effect.', fix: 'Remove them, or name the agent that reads them.' },
  'pods-not-shown': { cause: 'An operator makes pods of an object.', fix: 'Add the pods to the input, as the cluster holds them.' },
  'policy-kind-not-read': { cause: 'An object is a policy of a kind that is not read; what it does is unknown.', fix: 'Judge the pods that it selects by other means.' },
  'port-order': { cause: 'A range of ports is not a number and a greater one.', fix: 'Swap the two numbers, or write a number in `port`.' },
  'rules-without-type': { cause: 'Rules have no effect, because `policyTypes` does not list their direction.', fix: 'Add the direction, or remove the rules.' },
  'secondary-network': { cause: 'A policy is about secondary networks only.', fix: 'None is needed for the network of the cluster.' },
  'staged-not-enforced': { cause: 'Policies are staged: the network agent tries them out and does not enforce them.', fix: 'None is needed; `--staged enforce` reads them as if they were enforced.' },
  'staged-policy-absent': { cause: 'A staged policy deletes a policy that the input does not contain.', fix: 'Add the policy to the input, or remove the staged one.' },
  'unknown-field': { cause: 'The API has no field of this name here.', fix: 'Correct the name.' },
  'unknown-workload': { cause: 'There is no workload of this name in the input.', fix: 'Correct the name.' },
  'wrong-type': { cause: 'A value has the wrong type.', fix: 'Write a value of the type that the message names.' },
} as const satisfies CodeTable;
