/**
 * Which contract test covers a file that has no test of its own path: the longest path that a file of `src` begins with counts.
 *
 * `test/structure/coverage.test.ts` checks that each file of these rooms has a mirror test or an entry here, that the tests exist and reach
 * the file through their imports, and that no entry is without use.
 */
export const CONTRACT_TESTS: Readonly<Record<string, readonly string[]>> = {
  'src/sets/': ['test/sets/laws.test.ts'],
  'src/sets/cidr': ['test/sets/addresses.test.ts'],
  'src/sets/ip': ['test/sets/addresses.test.ts', 'test/sets/laws.test.ts'],
  'src/sets/label-constraint': ['test/sets/selectors.test.ts'],

  'src/engine/': ['test/engine/oracle.test.ts', 'test/laws/metamorphic.test.ts'],
  'src/engine/compile/resolve-peers': ['test/engine/compile/program.test.ts'],
  'src/engine/ask/representative-': ['test/engine/ask/representatives.test.ts', 'test/engine/ask/representatives-all.test.ts'],
  'src/engine/ask/breadth-first': ['test/engine/ask/adjacency.test.ts', 'test/engine/ask/adjacency-many.test.ts'],
  'src/engine/ask/reach-counts': ['test/engine/ask/adjacency-many.test.ts'],

  'src/dialects/': ['test/dialects/decode.test.ts', 'test/dialects/edges.test.ts'],
  'src/dialects/kinds/': ['test/dialects/kinds/kinds.test.ts'],
  'src/dialects/account-label': ['test/dialects/cilium-v2/answers.test.ts', 'test/dialects/calico-v3/decode.test.ts'],
  'src/dialects/calico-v3/': ['test/dialects/calico-v3/decode.test.ts', 'test/dialects/calico-v3/selector.test.ts'],
  'src/dialects/antrea-v1beta1/': ['test/dialects/antrea-v1beta1/answers.test.ts', 'test/conformance/antrea.test.ts'],
  'src/dialects/cilium-v2/': ['test/dialects/cilium-v2/answers.test.ts', 'test/dialects/cilium-v2/decode.test.ts'],
  'src/dialects/networking-v1/': ['test/dialects/networking-v1/apiserver.test.ts', 'test/dialects/networking-v1/decode.test.ts'],
  'src/dialects/networking-v1/encode-': ['test/dialects/networking-v1/encode.test.ts'],
  'src/dialects/policy-api/': ['test/dialects/policy-api/answers.test.ts', 'test/dialects/policy-api/v1alpha1.test.ts', 'test/dialects/policy-api/v1alpha2.test.ts'],
  'src/dialects/unread/': ['test/dialects/unread/unread.test.ts'],
  'src/dialects/unread/mesh-': ['test/dialects/unread/mesh.test.ts'],
  'src/dialects/workloads/': ['test/dialects/workloads/workloads.test.ts', 'test/dialects/workloads/cluster.test.ts'],

  'src/flows/': ['test/flows/intake.test.ts'],
  'src/flows/formats/': ['test/flows/others.test.ts', 'test/flows/schema.test.ts'],
  'src/flows/formats/hubble/': ['test/flows/hubble.test.ts', 'test/flows/hubble-shapes.test.ts', 'test/flows/hubble-printed.test.ts'],

  'src/load/': ['test/load/positions.test.ts', 'test/load/start.test.ts'],
  'src/load/json/': ['test/load/json.test.ts'],
  'src/load/load-paths': ['test/load/paths.test.ts'],
  'src/load/rendering/': ['test/load/rendering/unrendered.test.ts'],
  'src/load/yaml/': ['test/load/yaml.test.ts', 'test/load/hostile.test.ts'],
  'src/load/yaml/scalar': ['test/load/scalars.test.ts'],

  'src/report/': ['test/report/table.test.ts'],
  'src/report/advice/': ['test/cli/stories.test.ts'],
  'src/report/answer/': ['test/cli/eval.test.ts'],
  'src/report/blast/': ['test/cli/explain.test.ts', 'test/docs/questions.test.ts'],
  'src/report/connections/': ['test/cli/list.test.ts'],
  'src/report/diff/': ['test/cli/diff.test.ts'],
  'src/report/explanation/': ['test/cli/explain.test.ts'],
  'src/report/exposure/': ['test/conformance/npguard-exposure.test.ts'],
  'src/report/picture/': ['test/report/picture/picture.test.ts'],
  'src/report/picture/blast': ['test/cli/pictures.test.ts'],
  'src/report/picture/diff': ['test/cli/pictures.test.ts'],
  'src/report/picture/exposure': ['test/cli/pictures.test.ts'],
  'src/report/picture/few-lines': ['test/cli/pictures.test.ts'],
  'src/report/picture/list': ['test/cli/pictures.test.ts'],
  'src/report/plan/': ['test/cli/stories.test.ts'],
  'src/report/proof/': ['test/cli/prove.test.ts'],
  'src/report/report/': ['test/cli/report.test.ts'],
  'src/report/replay/': ['test/cli/replay.test.ts'],
  'src/report/findings/': ['test/cli/check.test.ts'],
  'src/report/findings/lines': ['test/constructs/checks/checks.test.ts'],
};
