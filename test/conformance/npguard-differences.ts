/** Where ours answers otherwise than the recording, on purpose. */
interface Difference {
  readonly reason: string;
  /** Lines of our list that the recording cannot have; without them both must be equal. */
  readonly ownLines?: RegExp;
}

export const DIFFERENCES: Readonly<Record<string, Difference>> = {
  'connlist.goodPathTests/170/txt': {
    reason: 'the input has IPv6 blocks, which the tool ignores with a warning; ours lists IPv6 ranges as well',
    ownLines: /^(?:[0-9a-f:]+-[0-9a-f:]+\[External\] => .*|.* => [0-9a-f:]+-[0-9a-f:]+\[External\] : .*)$/,
  },
  'connlist.TestConnlistAnalyzeFatalErrors/6': {
    reason: 'pods of one owner with different labels are several classes, no error',
  },
  'connlist.TestConnlistAnalyzeFatalErrors/12': {
    reason: 'admin policies of equal priority are legal; where they disagree the answer is unknown, and counted on standard error',
  },
  'connlist.TestConnlistAnalyzeSevereErrorsAndWarnings/4': {
    reason: 'a workload in focus that is not in the input is a warning with an empty list, as it is there: the input itself is understood, so the exit code is 0',
  },
  'connlist.TestConnlistAnalyzeSevereErrorsAndWarnings/5': {
    reason: 'a workload in focus that is not in the input is a warning with an empty list, as it is there: the input itself is understood, so the exit code is 0',
  },
};

/** Cases of the command `eval` without an answer to compare with. */
export const SKIPPED: Readonly<Record<string, string>> = {
  'eval.TestPolicyEngineWithWorkloads/0': 'no expected answer was recorded',
};

/** What our message about a wrong input must say: the file, the place, and the field or the object. */
export const MESSAGES: Readonly<Record<string, RegExp>> = {
  'connlist.TestConnlistAnalyzeFatalErrors/1': /netpols\.yaml:22:14: .*default\/shippingservice-netpol: spec\.podSelector\.matchLabels .*`app@b`/,
  'connlist.TestConnlistAnalyzeFatalErrors/3': /netpols\.yaml:9:7: .*spec\.ingress\[0\]\.from\[0\] .*ipBlock beside a selector/,
  'connlist.TestConnlistAnalyzeFatalErrors/4': /netpols\.yaml:9:7: .*spec\.ingress\[0\]\.from\[0\] must say a peer/,
  'connlist.TestConnlistAnalyzeFatalErrors/9': /netpols\.yaml:28:9: duplicate-object: NetworkPolicy default\/backend-netpol/,
  'connlist.TestConnlistAnalyzeFatalErrors/10': /netpols\.yaml:14:16: .*spec\.ingress\[1\]\.ports\[0\]\.endPort must be absent/,
  'connlist.TestConnlistAnalyzeFatalErrors/13': /anps\.yaml:7:13: .*spec\.priority must be between 0 and 1000, got `1001`/,
  'connlist.TestConnlistAnalyzeFatalErrors/16': /anp\.yaml:8:5: .*spec\.subject must have exactly one/,
  'connlist.TestConnlistAnalyzeFatalErrors/17': /anp\.yaml:14:5: .*spec\.egress\[0\]\.to is required/,
  'connlist.TestConnlistAnalyzeFatalErrors/20': /anp\.yaml:20:13: .*spec\.egress\[1\]\.action must be one of/,
  'connlist.TestConnlistAnalyzeFatalErrors/25': /anp\.yaml:15:7: .*spec\.ingress\[0\]\.from\[0\] must have exactly one/,
  'connlist.TestConnlistAnalyzeFatalErrors/26': /anp\.yaml:37:7: .*spec\.ingress\[3\]\.ports\[0\] must have exactly one/,
  'connlist.TestConnlistAnalyzeFatalErrors/31': /banps\.yaml:53:9: duplicate-object: BaselineAdminNetworkPolicy default/,
  'connlist.TestConnlistAnalyzeFatalErrors/36': /banp_core_egress_sctp_rules\.yaml:11:5: .*spec\.egress\[0\]\.to is required/,
  'connlist.TestConnlistAnalyzeFatalErrors/37': /banp_core_egress_sctp_rules\.yaml:14:7: .*spec\.egress\[0\]\.to\[0\] must have exactly one/,
  'connlist.TestConnlistAnalyzeFatalErrors/40': /banp_core_ingress_sctp_rules\.yaml:11:5: .*spec\.ingress\[0\]\.from is required/,
  'connlist.TestConnlistAnalyzeFatalErrors/45': /banp_core_egress_sctp_rules\.yaml:15:9: .*networks\[0\] is no block of addresses, got `zc00::\/8`/,
  'connlist.TestConnlistAnalyzeFatalErrors/46': /objects\.yaml:12:9: duplicate-object: Namespace blue/,
  'connlist.TestConnlistAnalyzeSevereErrorsAndWarnings/3': /pod_list\.json:31:22: .*spec\.containers\[0\]\.ports must be a list, got an object/,
  'connlist.TestFatalErrorsConnlistFromDirPathOnly/2': /\.json:1:1: no-kind: the object has no kind/,
  'connlist.TestErrorsAndWarningsConnlistFromDirPathOnly/1': /pod\.yaml:12:1: broken-yaml/,
};
