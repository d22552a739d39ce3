import { loadText, withoutUnrendered } from '../../../src/load';

const POD = '{ apiVersion: v1, kind: Pod, metadata: { name: p }, spec: { containers: [{ name: c }] } }';

/** The problems, and the files whose documents are left. */
function judged(files: Readonly<Record<string, string>>) {
  const loaded = Object.entries(files).map(([file, text]) => loadText(text, file));
  const [documents, problems] = [loaded.flatMap((one) => one.documents), loaded.flatMap((one) => one.problems)];
  const result = withoutUnrendered({ documents, problems, files: loaded.length, bytes: 0 });
  return { problems: result.problems.map(({ code, message, fix }) => `${code}: ${message}; ${fix ?? ''}`), files: result.documents.map(({ file }) => file), notShown: result.notShown ?? [] };
}

const kustomization = (text: string) => `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}`;

test.each([
  ['lists its files', 'resources: [pod.yaml]'],
  ['lists nothing and holds nothing else', 'resources: [pod.yaml]\nnamePrefix: ""\npatches: []\ncommonLabels: {}'],
  ['changes images and annotations', 'resources: [./pod.yaml]\nimages: [{ name: a, newTag: b }]\ncommonAnnotations: { a: b }\nconfigMapGenerator: [{ name: c, literals: [a=b] }]'],
  ['takes them from the old field', 'bases: [pod.yaml]'],
])('a kustomization that %s is what its files are', (_what, text) => {
  expect(judged({ 'k/kustomization.yaml': kustomization(text), 'k/pod.yaml': POD })).toMatchObject({ problems: [], notShown: [] });
});

test.each([
  ['namespace: shop', '`namespace`'], ['namePrefix: a-', '`namePrefix`'], ['nameSuffix: -a', '`nameSuffix`'], ['commonLabels: { a: b }', '`commonLabels`'], ['labels: [{ pairs: { a: b } }]', '`labels`'],
  ['patches: [{ path: p.yaml }]', '`patches`'], ['patchesStrategicMerge: [p.yaml]', '`patchesStrategicMerge`'], ['patchesJson6902: [{ path: p.yaml }]', '`patchesJson6902`'],
  ['components: [../c]', '`components`'], ['replacements: [{ path: r.yaml }]', '`replacements`'], ['replicas: [{ name: p, count: 0 }]', '`replicas`'], ['helmCharts: [{ name: c }]', '`helmCharts`'],
  ['transformers: [t.yaml]', '`transformers`'], ['generators: [g.yaml]', '`generators`'], ['newField: 1', '`newField`'],
])('one with %s differs', (text, named) => {
  const { problems, notShown, files } = judged({ 'k/kustomization.yaml': kustomization(`resources: [pod.yaml]\n${text}`), 'k/pod.yaml': POD });
  expect(problems).toEqual([expect.stringContaining(named)]);
  expect(problems[0]).toMatch(/^not-rendered: .*`k`.*read what `kustomize build k` prints/);
  expect([notShown, files]).toEqual([['k'], ['k/kustomization.yaml', 'k/pod.yaml']]);
});

test.each([['resources: [pod.yaml, other.yaml]'], ['resources: [pod.yaml, ../base]'], ['resources: [pod.yaml, https://example.com/a.yaml]'], ['resources: [pod.yaml, "github.com/a/b?ref=v1"]']])(
  'one with %s names what is not there', (text) => {
    expect(judged({ 'k/kustomization.yml': kustomization(text), 'k/pod.yaml': POD }).problems).toEqual([expect.stringContaining('resources that are not in the input')]);
  });

test('a file beside it that it does not list is not applied', () => {
  expect(judged({ 'k/Kustomization': 'resources: [pod.yaml]', 'k/pod.yaml': POD, 'k/more.yaml': POD }).problems).toEqual([expect.stringContaining('files that it does not list')]);
  expect(judged({ 'k/Kustomization': 'resources: [pod.yaml]', 'k/pod.yaml': POD, 'k/values.yaml': 'a: 1', 'k/sub/x.yaml': POD }).problems).toEqual([]);
});

test('an overlay that only lists its base is what the base is', () => {
  const base = { 'base/kustomization.yaml': kustomization('resources: [pod.yaml]'), 'base/pod.yaml': POD };
  expect(judged({ ...base, 'prod/kustomization.yaml': kustomization('resources: [../base/]') }).problems).toEqual([]);
  expect(judged({ ...base, 'prod/kustomization.yaml': kustomization('resources: [../base]\nnamespace: prod') }).problems).toEqual([expect.stringContaining('kustomize build prod')]);
});

test('an object that is called Kustomization and lies in another file is none', () => {
  expect(judged({ 'a/flux.yaml': '{ apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: { name: x }, spec: { path: ./a } }' }).problems).toEqual([]);
});

test('a chart is one problem, whatever its templates are', () => {
  const chart = { 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', 'c/values.yaml': 'a: 1', 'c/templates/a.yaml': 'kind: Pod\nmetadata: {{ .Values.m }}\n', 'c/templates/b.yaml': POD, 'c/charts/d/Chart.yaml': 'apiVersion: v2\nname: d\n', 'c/charts/d/templates/e.yaml': POD };
  const { problems, files, notShown } = judged({ ...chart, 'c/crds/x.yaml': POD, 'plain.yaml': POD });
  expect(problems).toEqual([expect.stringMatching(/^not-rendered: the chart `c` is not rendered.*`helm template c`/)]);
  expect([files, notShown]).toEqual([['c/crds/x.yaml', 'plain.yaml'], ['c']]);
});

test('a chart without templates, and a file of that name with another meaning, are nothing', () => {
  expect(judged({ 'c/Chart.yaml': 'apiVersion: v2\nname: c\n', 'c/pod.yaml': POD })).toMatchObject({ problems: [], files: ['c/Chart.yaml', 'c/pod.yaml'] });
});

test('a kustomization without kind is no object, unless it is written like one', () => {
  expect(judged({ 'k/kustomization.yaml': 'resources: [pod.yaml]', 'k/pod.yaml': POD })).toMatchObject({ problems: [], files: ['k/pod.yaml'] });
  expect(judged({ 'k/kustomization.yaml': 'metadata: { name: a }', 'k/pod.yaml': POD }).files).toContain('k/kustomization.yaml');
});
