/** Inputs that an API server would store and nobody writes by hand: one thing of which there is very much. Deterministic. */
type Labels = Record<string, string>;

const NAMESPACE = 'big';
const everyone = { podSelector: {} };

function random(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function times<T>(size: number, make: (i: number) => T): T[] {
  return Array.from({ length: size }, (_, i) => make(i));
}

function pod(name: string, labels: Labels, ports: object[] = [{ containerPort: 80 }]): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: NAMESPACE, labels }, spec: { containers: [{ name: 'c', image: 'i', ports }] } };
}

function policy(name: string, spec: object, namespace = NAMESPACE): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}

const ingress = (rules: object[]) => [policy('x', { ...everyone, policyTypes: ['Ingress'], ingress: rules })];
const egress = (rules: object[]) => [policy('x', { ...everyone, policyTypes: ['Egress'], egress: rules })];
const from = (labels: Labels) => ({ from: [{ podSelector: { matchLabels: labels } }] });

function pods(size: number): object[] {
  const pick = random(20);
  const label = (): Labels => ({ [`key${pick(20)}`]: `${pick(3)}` });
  const peers = () => [{ podSelector: { matchLabels: label() } }];
  const ports = () => [{ port: 1 + pick(65535) }];
  const labels = () => Object.fromEntries(times(10, () => [`key${pick(20)}`, `${pick(3)}`]));
  const rules = () => ({ ingress: [{ from: peers(), ports: ports() }], egress: [{ to: peers(), ports: ports() }] });
  return [
    ...times(size, (i) => pod(`w${i}`, labels())),
    ...times(size, (i) => policy(`n${i}`, { podSelector: { matchLabels: label() }, policyTypes: ['Ingress', 'Egress'], ...rules() })),
  ];
}

function excepts(size: number): object[] {
  const pick = random(20);
  const except = times(size, () => `${1 + pick(199)}.${pick(256)}.${pick(256)}.${pick(256)}/32`);
  return egress([{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except } }] }]);
}

function cidrs(size: number): object[] {
  return egress(times(size, (i) => {
    const net = `${1 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`;
    return { to: [{ ipBlock: { cidr: `${net}.0/24`, except: [`${net}.128/25`] } }] };
  }));
}

function named(size: number): object[] {
  const port = (i: number) => (k: number) => ({ name: `p${k}`, containerPort: 1 + ((k * 13 + i) % 60000) });
  return [
    ...times(20, (i) => pod(`n${i}`, { app: `n${i % 5}` }, times(size, port(i)))),
    ...ingress(times(size, (k) => ({ ...from({ app: `n${k % 5}` }), ports: [{ port: `p${k}` }] }))),
  ];
}

function keys(size: number): object[] {
  const pick = random(20);
  const expression = () => ({ key: `key${pick(size)}`, operator: pick(2) === 0 ? 'Exists' : 'DoesNotExist' });
  return times(size, (i) => policy(`n${i}`, {
    ...everyone,
    policyTypes: ['Ingress'],
    ingress: [{
      from: [{
        namespaceSelector: { matchExpressions: [expression(), expression()] },
        podSelector: { matchExpressions: [{ key: `part${pick(size)}`, operator: 'Exists' }] },
      }],
    }],
  }));
}

/** Ten Deployments a namespace; each API admits the web tier of every seventh namespace, whose own egress admits its own namespace alone. */
function neighbours(size: number): object[] {
  const [web, api] = ['web', 'api'].map((tier) => ({ matchLabels: { tier } }));
  return times(size / 10, (i) => i).flatMap((i) => {
    const namespace = `ns-${String(i).padStart(5, '0')}`;
    const deployment = (j: number) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `app-${j}`, namespace },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: `app-${j}` } },
        template: {
          metadata: { labels: { app: `app-${j}`, tier: ['web', 'api', 'data'][j % 3] } },
          spec: { containers: [{ name: 'main', image: 'i', ports: [{ name: 'http', containerPort: 8080 + j }] }] },
        },
      },
    });
    const team = { namespaceSelector: { matchLabels: { team: `t${i % 7}` } }, podSelector: web };
    const outside = { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.169.254/32'] } };
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'kubernetes.io/metadata.name': namespace, 'team': `t${i % 7}` } } },
      ...times(10, deployment),
      policy('default-deny', { ...everyone, policyTypes: ['Ingress', 'Egress'] }, namespace),
      policy('web-to-api', { podSelector: api, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: web }, team], ports: [{ port: 'http' }] }] }, namespace),
      policy('web-egress', { podSelector: web, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: api }] }, { to: [outside], ports: [{ port: 443 }] }] }, namespace),
    ];
  });
}

const SHAPES = {
  pods,
  excepts,
  cidrs,
  named,
  labels: keys,
  neighbours,
  portrules: (size: number) => ingress(times(size, (i) => ({ ...from({ app: 'q' }), ports: [{ port: 1 + ((i * 7919) % 65535) }] }))),
  ports: (size: number) => ingress([{ ports: times(size, (i) => ({ port: 1 + ((i * 2) % 65535) })) }]),
  rules: (size: number) => ingress(times(size, (i) => ({ ...from({ [`key${i}`]: '1' }), ports: [{ port: 1 + i }] }))),
};

export type ResourceShape = keyof typeof SHAPES;

/** The shape as a list in JSON, with two pods and their namespace. */
export function resourceText(shape: ResourceShape, size: number): string {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels: { 'kubernetes.io/metadata.name': NAMESPACE } } };
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [namespace, pod('p', { app: 'p' }), pod('q', { app: 'q' }), ...SHAPES[shape](size)] });
}
