import { type ExplanationNote, ExplanationNoteKind as Kind } from '../../results/explanation-note';
import type { TrafficDirection } from '../../results/enums';

/** What may have been overlooked, in a sentence. */
export function noteText(note: ExplanationNote): string {
  const { kind, policy, policyKind, direction, policies, traffic, workload, port, portName, service, targetPort } = note;
  switch (kind) {
    case Kind.OTHER_END_DENIES: return `both ends must agree: the ${otherEndOf(direction)} lets it pass, the ${endOf(direction)} does not`;
    case Kind.SEVERAL_ISOLATE: return `${policies} policies isolate the ${endOf(direction)}; policies only add: one rule that allows it is enough`;
    case Kind.NO_RULE: return `${policy} has no ${direction} rule, which means no one, not everyone`;
    case Kind.TCP_ONLY: return `a rule of ${policy} opens TCP ${port}, not UDP: a port without \`protocol\` is TCP`;
    case Kind.UNDECLARED_PORT:
      return `a rule of ${policy} opens the port named \`${portName}\`, which the destination's containers do not declare: names are looked up at each destination pod`;
    case Kind.OTHER_TRAFFIC: return `a rule of ${policy} means the ${otherEndOf(direction)}, but opens only ${traffic!.text}`;
    case Kind.BLOCK_OF_POD:
      return `a block of ${policy} holds the address of \`${workload}\`: \`ipBlock\` is for addresses outside the cluster, and whether it means pods depends on the CNI`;
    case Kind.OWN_NAMESPACE: return `a peer of ${policy} has the labels of \`${workload}\`, but \`podSelector\` alone means the policy's own namespace`;
    case Kind.OTHER_NAMESPACE: return halfText(note, 'pod labels', 'namespace');
    case Kind.OTHER_LABELS: return halfText(note, 'namespace', 'pod labels');
    case Kind.DENIED_BY_DEFAULT:
      return `${policy} denies what no ${policyKind} decides: a ${policyKind} that selects the pod takes its place, and isolates the pod from all that it does not allow`;
    case Kind.DENIED_FIRST: return `${policy} denies it before any ${policyKind} is asked: only who administers the cluster can open it`;
    case Kind.EVERYONE: return `a rule of ${policy} names no ${direction === 'ingress' ? '`from`' : '`to`'}, which means everyone`;
    case Kind.HOST_NETWORK: return 'a pod on the host network has the address of its node: most policies do not see it as a pod';
    case Kind.NO_COMMON_FAMILY: return 'no address family is common to all that the connection needs: nothing passes, whatever policies say';
    case Kind.OWN_NODE: return 'the node of a pod always reaches it, whatever policies say';
    case Kind.SERVICE_PORT:
      return `${port} is the port of Service \`${service}\`; it is translated to ${targetPort ?? `the port named \`${portName}\``} before a policy looks: open that one`;
    case Kind.LAST_EGRESS_RULE: return `if this removes the last egress rule of ${policy}, it still isolates only where its \`policyTypes\` names Egress`;
  }
}

function halfText({ policy, workload }: ExplanationNote, fits: string, not: string): string {
  return `a peer of ${policy} fits the ${fits} of \`${workload}\` but not its ${not}: two selectors in one item must both hold; two items of the list are alternatives`;
}

function endOf(direction: TrafficDirection | undefined): string {
  return direction === 'egress' ? 'source' : 'destination';
}

function otherEndOf(direction: TrafficDirection | undefined): string {
  return direction === 'egress' ? 'destination' : 'source';
}
