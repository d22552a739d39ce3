import type { ClauseEvidence } from '../../../results/report';

/** A clause of a standard, and what of a report is evidence for it. */
interface Clause {
  readonly id: string;
  readonly title: string;
  /** The address of the standard. */
  readonly source: string;
  /** What it asks for, in our words. */
  readonly sentence: string;
  readonly evidence: ClauseEvidence;
  /** The ready-made invariant; of PCI DSS it is about a namespace, which the user names. */
  readonly invariant?: string;
  readonly isAboutNamespace?: boolean;
  /** What the outcome does not show. */
  readonly limits: string;
}

const PCI = { source: 'https://www.pcisecuritystandards.org/document_library/' };
const CIS = { source: 'https://www.cisecurity.org/benchmark/kubernetes' };
const NSA = { source: 'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF' };
const DORA = { source: 'https://eur-lex.europa.eu/eli/reg_del/2024/1774/oj' };

const PODS_ONLY = 'It is about the pods of this input and their policies. Networks, firewalls and devices outside of the cluster, and processes on nodes, are not examined.';

/** PCI DSS v4.0.1 1.2 to 1.4, CIS 5.3.2, the guide of NSA and CISA, and Article 13 of the technical standard of DORA, as far as policies can say something. */
export const CLAUSES: readonly Clause[] = [
  {
    ...{ id: 'pci-1.2.3', title: 'PCI DSS v4.0.1, 1.2.3', ...PCI, evidence: 'picture' },
    sentence: 'An accurate network diagram shows all connections between the cardholder data environment and other networks.',
    limits: `The picture of zones shows what policies let through, not what is cabled or routed. ${PODS_ONLY}`,
  },
  {
    ...{ id: 'pci-1.2.5', title: 'PCI DSS v4.0.1, 1.2.5', ...PCI, evidence: 'register' },
    sentence: 'All services, protocols and ports that are allowed are identified, approved, and have a defined business need.',
    limits: 'A reason that is written at a rule is not an approval: the fields on the cover are for the one who approves.',
  },
  {
    ...{ id: 'pci-1.2.6', title: 'PCI DSS v4.0.1, 1.2.6', ...PCI, evidence: 'register' },
    sentence: 'For services, protocols and ports that are in use and insecure, security features are defined that lower the risk.',
    limits: 'Ports are marked by their registered service. What listens there, and whether it encrypts, is not known.',
  },
  {
    ...{ id: 'pci-1.2.7', title: 'PCI DSS v4.0.1, 1.2.7', ...PCI, evidence: 'review' },
    sentence: 'The configurations of network security controls are reviewed at least once every six months.',
    limits: 'The report prepares a review. That people did it, and when, is shown by the fields on the cover.',
  },
  {
    ...{ id: 'pci-1.3.1', title: 'PCI DSS v4.0.1, 1.3.1', ...PCI, evidence: 'proof', invariant: 'pci-1.3.1', isAboutNamespace: true },
    sentence: 'Inbound traffic to the cardholder data environment is restricted to what is necessary; all other traffic is denied.',
    limits: `The invariant is stronger than the clause: nothing at all may come in from outside of the namespace. Where it is refuted, the register says what comes in and why. ${PODS_ONLY}`,
  },
  {
    ...{ id: 'pci-1.3.2', title: 'PCI DSS v4.0.1, 1.3.2', ...PCI, evidence: 'proof', invariant: 'pci-1.3.2', isAboutNamespace: true },
    sentence: 'Outbound traffic from the cardholder data environment is restricted to what is necessary; all other traffic is denied.',
    limits: `The invariant is stronger than the clause: nothing at all may leave the namespace, DNS included. Where it is refuted, the register says what leaves and why. ${PODS_ONLY}`,
  },
  {
    ...{ id: 'pci-1.4.2', title: 'PCI DSS v4.0.1, 1.4.2', ...PCI, evidence: 'proof', invariant: 'pci-1.4.2', isAboutNamespace: true },
    sentence: 'Inbound traffic from untrusted networks to trusted networks is restricted to what is authorised.',
    limits: `A packet that a load balancer or an ingress controller passes on is judged as theirs. ${PODS_ONLY}`,
  },
  {
    ...{ id: 'pci-1.4.4', title: 'PCI DSS v4.0.1, 1.4.4', ...PCI, evidence: 'proof', invariant: 'pci-1.4.4', isAboutNamespace: true },
    sentence: 'System components that store cardholder data are not directly accessible from untrusted networks.',
    limits: `Which pods store such data is what you name; nothing in the input says so. ${PODS_ONLY}`,
  },
  {
    ...{ id: 'cis-5.3.2', title: 'CIS Kubernetes Benchmark, 5.3.2', ...CIS, evidence: 'proof', invariant: 'cis-5.3.2' },
    sentence: 'Every namespace has network policies.',
    limits: 'The invariant is stronger than the clause: every pod of the namespaces of the input is isolated both ways. It does not show that the rules are narrow.',
  },
  {
    ...{ id: 'nsa-default-deny', title: 'NSA/CISA Kubernetes Hardening Guide v1.2, default policies', ...NSA, evidence: 'proof', invariant: 'nsa-default-deny' },
    sentence: 'A default policy denies all ingress and egress, so that no pod is left without isolation.',
    limits: 'It does not show that the network agent enforces policies at all, nor that other namespaces that are not in the input have such a policy.',
  },
  {
    ...{ id: 'nsa-metadata', title: 'NSA/CISA Kubernetes Hardening Guide v1.2, metadata services of clouds', ...NSA, evidence: 'proof', invariant: 'nsa-metadata' },
    sentence: 'Pods do not reach the metadata services of clouds, which give credentials.',
    limits: 'The addresses are those of known clouds. Pods on the host network, and processes on nodes, reach them whatever policies say.',
  },
  {
    ...{ id: 'dora-rts-13-a', title: 'DORA, Delegated Regulation (EU) 2024/1774, Article 13, first paragraph, (a)', ...DORA, evidence: 'default' },
    sentence: 'Systems and networks are segregated and segmented by how critical they are, and by their classification and risk.',
    limits: `Which function is critical is your classification; the report shows what is separated, not whether it is separated where it matters. ${PODS_ONLY}`,
  },
  {
    ...{ id: 'dora-rts-13-b', title: 'DORA, Delegated Regulation (EU) 2024/1774, Article 13, first paragraph, (b)', ...DORA, evidence: 'picture' },
    sentence: 'All network connections and data flows are documented.',
    limits: `Connections that policies allow are listed; which of them exist is known only where a record is given. ${PODS_ONLY}`,
  },
  {
    ...{ id: 'dora-rts-13-h', title: 'DORA, Delegated Regulation (EU) 2024/1774, Article 13, first paragraph, (h)', ...DORA, evidence: 'review' },
    sentence: 'Firewall rules and connection filters are specified, approved, changed and reviewed by defined roles; for critical functions at least every six months.',
    limits: 'Roles and approvals are not in the input; the fields on the cover are for them.',
  },
];
