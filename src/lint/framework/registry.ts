import { ADMIN_RULE_NEVER_REACHED } from '../rules/admin-rule-never-reached';
import { AGENT_CLOSES } from '../rules/agent-closes';
import { AGENT_OPENS } from '../rules/agent-opens';
import { AGENT_REFUSES } from '../rules/agent-refuses';
import { ALLOW_ALL_RULE } from '../rules/allow-all-rule';
import { API_SERVER_BLOCKED } from '../rules/api-server-blocked';
import { BASELINE_RULE_HIDDEN } from '../rules/baseline-rule-hidden';
import { BLOCK_INCLUDES_PODS } from '../rules/block-includes-pods';
import { BLOCK_MISSES_PODS } from '../rules/block-misses-pods';
import { BLOCK_OVER_CLUSTER_ADDRESSES } from '../rules/block-over-cluster-addresses';
import { CNI_END_PORT } from '../rules/cni-end-port';
import { CNI_ENFORCES_NOTHING } from '../rules/cni-enforces-nothing';
import { CNI_HIDDEN_LABEL } from '../rules/cni-hidden-label';
import { CNI_IPV6 } from '../rules/cni-ipv6';
import { CNI_NAMED_PORTS } from '../rules/cni-named-ports';
import { CNI_SCTP } from '../rules/cni-sctp';
import { DEAD_RULE } from '../rules/dead-rule';
import { DENY_ISOLATES } from '../rules/deny-isolates';
import { DIRECTION_CLOSED } from '../rules/direction-closed';
import { DNS_BLOCKED } from '../rules/dns-blocked';
import { DNS_LABEL_ANY_NAMESPACE } from '../rules/dns-label-any-namespace';
import { DNS_NODE_LOCAL } from '../rules/dns-node-local';
import { DNS_SERVICE_PORT } from '../rules/dns-service-port';
import { DNS_TCP_ONLY } from '../rules/dns-tcp-only';
import { DNS_TO_ANYONE } from '../rules/dns-to-anyone';
import { DNS_UDP_ONLY } from '../rules/dns-udp-only';
import { EGRESS_LEFT_OPEN } from '../rules/egress-left-open';
import { EGRESS_TO_ANYWHERE } from '../rules/egress-to-anywhere';
import { ENTRANCE_BACKEND_MISSING } from '../rules/entrance-backend-missing';
import { EQUAL_PRIORITY_CONFLICT } from '../rules/equal-priority-conflict';
import { EVERY_TCP_PORT } from '../rules/every-tcp-port';
import { FORGEABLE_NAMESPACE_LABEL } from '../rules/forgeable-namespace-label';
import { HALF_OPEN_EDGE } from '../rules/half-open-edge';
import { HOST_NETWORK_PEER } from '../rules/host-network-peer';
import { HOST_NETWORK_TARGET } from '../rules/host-network-target';
import { INERT_RULES } from '../rules/inert-rules';
import { INGRESS_BACKEND_BLOCKED } from '../rules/ingress-backend-blocked';
import { INGRESS_FROM_ANYWHERE } from '../rules/ingress-from-anywhere';
import { INGRESS_LEFT_OPEN } from '../rules/ingress-left-open';
import { LOAD_BALANCER_BLOCKED } from '../rules/load-balancer-blocked';
import { MESH_TUNNEL_BLOCKED } from '../rules/mesh-tunnel-blocked';
import { METADATA_SERVICE_OPEN } from '../rules/metadata-service-open';
import { METRICS_BLOCKED } from '../rules/metrics-blocked';
import { NAMED_PORT_TO_ADDRESSES } from '../rules/named-port-to-addresses';
import { NAMED_PORT_UNRESOLVED } from '../rules/named-port-unresolved';
import { NAMES_NEVER_LEARNED } from '../rules/names-never-learned';
import { NEW_POD_NOT_ISOLATED } from '../rules/new-pod-not-isolated';
import { NODES_ADMITTED } from '../rules/nodes-admitted';
import { NULL_LABEL } from '../rules/null-label';
import { OPEN_TO_EVERY_NAMESPACE } from '../rules/open-to-every-namespace';
import { OTHER_NAMESPACE_SUBJECT } from '../rules/other-namespace-subject';
import { OWN_NAMESPACE_CUT_OFF } from '../rules/own-namespace-cut-off';
import { PASS_ALLOWS } from '../rules/pass-allows';
import { PEER_LEFT_OUT } from '../rules/peer-left-out';
import { PEER_MATCHES_NOTHING } from '../rules/peer-matches-nothing';
import { POD_NOT_ISOLATED_EGRESS } from '../rules/pod-not-isolated-egress';
import { POD_NOT_ISOLATED_INGRESS } from '../rules/pod-not-isolated-ingress';
import { PORT_NOBODY_LISTENS_ON } from '../rules/port-nobody-listens-on';
import { PORT_OUT_OF_RANGE } from '../rules/port-out-of-range';
import { PROTOCOL_MISMATCH } from '../rules/protocol-mismatch';
import { REPLY_PORTS } from '../rules/reply-ports';
import { SELECTS_NOTHING } from '../rules/selects-nothing';
import { SENSITIVE_PORT_EXPOSED } from '../rules/sensitive-port-exposed';
import { SERVICE_PORT } from '../rules/service-port';
import { SERVICE_SELECTS_NOTHING } from '../rules/service-selects-nothing';
import { SERVICE_TARGET_PORT_UNDECLARED } from '../rules/service-target-port-undeclared';
import { SHADOWED_RULE } from '../rules/shadowed-rule';
import { SOURCE_PORT_FORGOTTEN } from '../rules/source-port-forgotten';
import { SPLIT_PEER } from '../rules/split-peer';
import { SPLIT_RULE } from '../rules/split-rule';
import { SYSTEM_NAMESPACE_LABEL } from '../rules/system-namespace-label';
import { UNSEEN_LABEL } from '../rules/unseen-label';
import { UNSTABLE_LABEL } from '../rules/unstable-label';
import { UNWORN_NAMESPACE_LABEL } from '../rules/unworn-namespace-label';
import { V4_ONLY_IN_DUAL_STACK } from '../rules/v4-only-in-dual-stack';
import { VOID_EXCLUSION } from '../rules/void-exclusion';
import { WEBHOOK_BLOCKED } from '../rules/webhook-blocked';
import { WEBHOOK_SERVICE_BLOCKED } from '../rules/webhook-service-blocked';
import { WIDENING_SELECTOR } from '../rules/widening-selector';
import type { LintRule } from './rule';

/** Every rule, by id. */
export const RULES: readonly LintRule[] = [
  ADMIN_RULE_NEVER_REACHED,
  AGENT_CLOSES,
  AGENT_OPENS,
  AGENT_REFUSES,
  ALLOW_ALL_RULE,
  API_SERVER_BLOCKED,
  BASELINE_RULE_HIDDEN,
  BLOCK_INCLUDES_PODS,
  BLOCK_MISSES_PODS,
  BLOCK_OVER_CLUSTER_ADDRESSES,
  CNI_END_PORT,
  CNI_ENFORCES_NOTHING,
  CNI_HIDDEN_LABEL,
  CNI_IPV6,
  CNI_NAMED_PORTS,
  CNI_SCTP,
  DEAD_RULE,
  DENY_ISOLATES,
  DIRECTION_CLOSED,
  DNS_BLOCKED,
  DNS_LABEL_ANY_NAMESPACE,
  DNS_NODE_LOCAL,
  DNS_SERVICE_PORT,
  DNS_TCP_ONLY,
  DNS_TO_ANYONE,
  DNS_UDP_ONLY,
  EGRESS_LEFT_OPEN,
  EGRESS_TO_ANYWHERE,
  ENTRANCE_BACKEND_MISSING,
  EQUAL_PRIORITY_CONFLICT,
  EVERY_TCP_PORT,
  FORGEABLE_NAMESPACE_LABEL,
  HALF_OPEN_EDGE,
  HOST_NETWORK_PEER,
  HOST_NETWORK_TARGET,
  INERT_RULES,
  INGRESS_BACKEND_BLOCKED,
  INGRESS_FROM_ANYWHERE,
  INGRESS_LEFT_OPEN,
  LOAD_BALANCER_BLOCKED,
  MESH_TUNNEL_BLOCKED,
  METADATA_SERVICE_OPEN,
  METRICS_BLOCKED,
  NAMED_PORT_TO_ADDRESSES,
  NAMED_PORT_UNRESOLVED,
  NAMES_NEVER_LEARNED,
  NEW_POD_NOT_ISOLATED,
  NODES_ADMITTED,
  NULL_LABEL,
  OPEN_TO_EVERY_NAMESPACE,
  OTHER_NAMESPACE_SUBJECT,
  OWN_NAMESPACE_CUT_OFF,
  PASS_ALLOWS,
  PEER_LEFT_OUT,
  PEER_MATCHES_NOTHING,
  POD_NOT_ISOLATED_EGRESS,
  POD_NOT_ISOLATED_INGRESS,
  PORT_NOBODY_LISTENS_ON,
  PORT_OUT_OF_RANGE,
  PROTOCOL_MISMATCH,
  REPLY_PORTS,
  SELECTS_NOTHING,
  SENSITIVE_PORT_EXPOSED,
  SERVICE_PORT,
  SERVICE_SELECTS_NOTHING,
  SERVICE_TARGET_PORT_UNDECLARED,
  SHADOWED_RULE,
  SOURCE_PORT_FORGOTTEN,
  SPLIT_PEER,
  SPLIT_RULE,
  SYSTEM_NAMESPACE_LABEL,
  UNSEEN_LABEL,
  UNSTABLE_LABEL,
  UNWORN_NAMESPACE_LABEL,
  V4_ONLY_IN_DUAL_STACK,
  VOID_EXCLUSION,
  WEBHOOK_BLOCKED,
  WEBHOOK_SERVICE_BLOCKED,
  WIDENING_SELECTOR,
];
