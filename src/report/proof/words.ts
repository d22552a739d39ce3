import { selectorText } from '../../sets';
import type { ProofResult } from '../../results/proof';
import { AssumptionKind, ProofAssumption, ProofNote, ProofNoteKind } from '../../results/proof-remarks';
import { listed } from '../../text/lists';

/** The most objects that one assumption names. */
const MAX_NAMED = 5;

/** What a proof assumes. */
export function assumptionText({ kind, agent, source, objects = [], workload, peers, addresses, holder, facts = [] }: ProofAssumption): string {
  switch (kind) {
    case AssumptionKind.AGENT_FOLLOWS_SPECIFICATION: return 'the network agent follows the specification of the API, for every pod from its start';
    case AssumptionKind.AGENT_AS_MEASURED: return `the network agent is ${agent} and behaves as measured (${source})`;
    case AssumptionKind.ALL_POLICIES:
      return `${objects.length === 0 ? '' : 'apart from what is brought from elsewhere, '}the input holds all policies, and they stay as they are`;
    case AssumptionKind.OBJECTS_ELSEWHERE: return `what is brought from elsewhere contains no policies: ${listed(objects, MAX_NAMED)}`;
    case AssumptionKind.NO_HOST_NETWORK:
      return 'created pods do not run on the host network, and processes on nodes do not count: policies do not apply to them';
    case AssumptionKind.NAMESPACE_LABELS:
      return 'the labels of the namespaces of the input stay as they are: anyone who may label namespaces can move them to other rules';
    case AssumptionKind.EXCEPTED_WORKLOAD: return `anyone who may create pods in the namespace of \`${workload}\` can create pods that match it`;
    case AssumptionKind.EXCEPTED_PODS:
      return peers === undefined
        ? 'anyone who may create pods can create some that an exception means, as they are none of those that it names'
        : exceptedText(peers);
    case AssumptionKind.OUTSIDE_ADDRESSES:
      return 'packets from outside arrive with the address that they were sent from, '
        + 'and packets to outside are judged by the address that they reach';
    case AssumptionKind.POD_RANGES: return `pods get their addresses from ${addresses!.blocks.join(', ')}`;
    case AssumptionKind.ADDRESS_OUTSIDE: return `no pod, no node and no Service has the address ${addressText(addresses!)}`;
    case AssumptionKind.ADDRESS_HOLDER: return `${holder} keeps the address ${addressText(addresses!)}, and what is known of it`;
    case AssumptionKind.STATED_FACTS: return `the facts are true that are stated as ${facts.map((fact) => `\`${fact}\``).join(', ')}`;
  }
}

/** `10.0.0.7` for the block of this one address. */
function addressText({ blocks }: NonNullable<ProofAssumption['addresses']>): string {
  return blocks.join(', ').replace(/\/(?:32|128)$/, '');
}

function exceptedText({ _selector: { namespaces, pods } }: NonNullable<ProofAssumption['peers']>): string {
  const labels = pods.isEverything() ? '' : ` with ${selectorText(pods)}`;
  const inLabelled = (text: string) => (text === '' ? 'anywhere' : `in a namespace with ${text}, or may label namespaces,`);
  const where = 'name' in namespaces ? `in \`${namespaces.name}\`` : inLabelled(selectorText(namespaces.labels));
  return `anyone who may create pods ${where} can create pods${labels}, which the invariant exempts`;
}

/** What a note on an invariant says. */
export function noteText({ kind, labels, suggestion, demandedBy, forbiddenBy, traffic }: ProofNote): string {
  const named = labels.map((label) => `\`${label}\``).join(', ');
  switch (kind) {
    case ProofNoteKind.SIMILAR_VALUE: return `no pod of the input has ${named}; did you mean \`${suggestion}\`?`;
    case ProofNoteKind.SIMILAR_KEY: return `no pod of the input has a label ${named}; did you mean \`${suggestion}\`?`;
    case ProofNoteKind.PODS_TO_COME: return `no pod of the input is meant by ${named}; the invariant is about pods to come`;
    case ProofNoteKind.CONTRADICTION: return `\`${demandedBy}\` demands ${traffic!.text} that \`${forbiddenBy}\` forbids, as the policies are`;
  }
}

/** A proof as JSON shows it. */
export function proofJson(proof: ProofResult): object {
  return { ...proof, assumptions: proof.assumptions.map(assumptionText), notes: proof.notes.map(noteText) };
}
