/** The files of a repository of many teams, as public ones are: charts, overlays, settings, pipelines, and manifests between them; deterministic. */
export interface RepositorySize {
  readonly charts: number;
  readonly files: number;
}

type Files = [path: string, text: string][];

/** Of the files beside the charts, one in so many is of this kind; the first kind that fits counts. */
const KINDS: readonly (readonly [every: number, make: (i: number) => Files[number]])[] = [
  [97, (i) => [`apps/a${i}/broken.yaml`, 'kind: Service\n  metadata: { name: a }\n']],
  [41, (i) => [`ansible/roles/r${i}/tasks.yml`, '- name: install\n  apt: name={{ package }}\n  when: "{{ on }}"\n']],
  [29, (i) => [`packages/p${i}/tsconfig.json`, '// settings\n{ "compilerOptions": { "strict": true, /* all */ "lib": ["es2022",], }, }\n']],
  [23, (i) => [`dashboards/d${i}.json`, JSON.stringify({ title: `d${i}`, panels: [{ type: 'graph', targets: [{ expr: 'up' }] }] })]],
  [19, (i) => [`.github/workflows/w${i}.yaml`, 'on: push\njobs:\n  test:\n    runs-on: linux\n    steps: [{ run: "make test ${{ matrix.a }}" }]\n']],
  [17, (i) => [`apps/a${i}/docker-compose.yml`, 'version: "3"\nservices: { web: { image: web } }\n']],
  [13, (i) => [`clusters/c${i % 5}/o${i}/kustomization.yaml`, 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamePrefix: dev-\nresources: [../../base]\n']],
  [11, (i) => [`apps/a${i}/crd.yaml`, `apiVersion: example.org/v1\nkind: Thing\nmetadata: { name: t${i}, namespace: n${i % 9} }\nspec: {}\n`]],
  [7, (i) => [`envs/e${i}/deny.yaml`, policyOf('deny', `n${i % 9}`, '{}')]],
  [5, (i) => [`templates/t${i}.yaml`, '{{- if .Values.on }}\nkind: Service\nmetadata: { name: {{ .Values.name }} }\n{{- end }}\n']],
  [2, (i) => [`apps/a${i}/values.yaml`, `image: web\nnamespace: n${i % 9}\nresources: { limits: { cpu: 1 } }\n`]],
  [3, (i) => [`config/c${i}.yaml`, `logging: { level: info }\nservers: [{ name: s${i} }]\n`]],
  [1, (i) => [`apps/a${i}/app.yaml`, `${deploymentOf(`web-${i}`, `n${i % 9}`)}---\n${policyOf(`web-${i}`, `n${i % 9}`, `{ matchLabels: { app: web-${i} } }`)}`]],
];

/** The files by their paths. */
export function repositoryOf({ charts, files }: RepositorySize): Files {
  const found: Files = Array.from({ length: charts }, (_, i) => chartOf(`charts/c${i}`)).flat();
  for (let i = 1; found.length < files; i++) found.push(KINDS.find(([every]) => i % every === 0)![1](i));
  return found;
}

function chartOf(folder: string): Files {
  return [
    [`${folder}/Chart.yaml`, `apiVersion: v2\nname: ${folder.split('/')[1]}\nversion: 1.0.0\n`],
    [`${folder}/values.yaml`, 'image: web\nreplicas: 2\n'],
    [`${folder}/templates/deployment.yaml`, 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "c.name" . }}\n{{- with .Values.a }}\n{{ . }}\n{{- end }}\n'],
    [`${folder}/templates/service.yaml`, '{{ if .Values.on }}\napiVersion: v1\nkind: Service\nmetadata: { name: {{ .Release.Name }} }\n{{ end }}\n'],
  ];
}

function deploymentOf(name: string, namespace: string): string {
  const labels = `labels: { app: ${name} }`;
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template: { metadata: { ${labels} }, spec: { containers: [{ name: c, image: i }] } }\n`;
}

function policyOf(name: string, namespace: string, selector: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { podSelector: ${selector}, policyTypes: [Ingress] }\n`;
}
