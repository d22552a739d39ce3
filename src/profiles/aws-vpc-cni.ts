import type { Cni } from './cni';

const SOURCE = 'aws/aws-network-policy-agent c8619c0, 2026-08-21';

/** The AWS VPC CNI: what it enforces, with the source of each fact. */
export const AWS_VPC_CNI: Cni = {
  name: 'aws-vpc-cni',
  title: 'AWS VPC CNI',
  enforces: { answer: 'partly', note: 'only where enable-network-policy is set on the agent and on the controller; not on Fargate or Windows; pods without owner are left out', source: 'awsdocs/amazon-eks-user-guide 4d52b4d, 2024-12-18' },
  endPort: { answer: 'yes', source: SOURCE },
  sctp: { answer: 'yes', note: 'parsed; not tried', source: SOURCE },
  namedPorts: { answer: 'partly', note: 'skipped beside blocks', source: 'aws/amazon-network-policy-controller-k8s ecc7e6a, 2026-05-18' },
  blocksMatchPods: { answer: 'yes', source: SOURCE },
  hostNetwork: { answer: 'no', note: 'not as subjects', source: 'aws/amazon-network-policy-controller-k8s ecc7e6a, 2026-05-18' },
  ipv6: { answer: 'partly', note: 'either family, not both', source: 'awsdocs/amazon-eks-user-guide 4d52b4d, 2024-12-18' },
  ownNode: { answer: 'yes', source: SOURCE },
};
