import { ANTREA } from './antrea';
import { AWS_VPC_CNI } from './aws-vpc-cni';
import { AZURE_NPM } from './azure-npm';
import { CALICO } from './calico';
import { CANAL } from './canal';
import { CILIUM_CNI } from './cilium';
import type { Cni } from './cni';
import { FLANNEL } from './flannel';
import { GKE_DATAPLANE_V2 } from './gke-dataplane-v2';
import { KINDNET } from './kindnet';
import { KUBE_NETWORK_POLICIES } from './kube-network-policies';
import { KUBE_ROUTER_CNI } from './kube-router';
import { OVN_KUBERNETES } from './ovn-kubernetes';
import { WEAVE } from './weave';

/** The network plugins that `--cni` takes, by name. */
export const CNIS: ReadonlyMap<string, Cni> = new Map([
  ANTREA,
  AWS_VPC_CNI,
  AZURE_NPM,
  CALICO,
  CANAL,
  CILIUM_CNI,
  FLANNEL,
  GKE_DATAPLANE_V2,
  KINDNET,
  KUBE_NETWORK_POLICIES,
  KUBE_ROUTER_CNI,
  OVN_KUBERNETES,
  WEAVE,
].map((cni) => [cni.name, cni]));
