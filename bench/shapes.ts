/** Clusters as parsed manifests, in the shapes that published benchmarks use; deterministic. */
export interface Shape {
  readonly name: string;
  readonly what: string;
  /** Made anew at each call, one at a time: what was read can be forgotten. */
  readonly objects: () => Iterable<unknown>;
  readonly policies: number;
  readonly pods: number;
}

type Labels = Record<string, string>;

function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function namespace(name: string, labels: Labels = {}): unknown {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...labels, 'kubernetes.io/metadata.name': name } } };
}

function pod(ns: string, name: string, labels: Labels, number: number): unknown {
  const ip = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: ns, labels },
    spec: { containers: [{ name: 'main', image: 'main', ports: [{ name: 'http', containerPort: 8080 }] }] },
    status: { podIP: ip, podIPs: [{ ip }] },
  };
}

function policy(ns: string, name: string, spec: unknown): unknown {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: ns }, spec };
}

/** W1: ten policies and a hundred pods a namespace; both directions, ports, blocks, expressions, peers in other namespaces. */
export function w1(namespaces: number): Shape {
  return { name: 'W1', what: `${namespaces} namespaces`, objects: () => w1Objects(namespaces), policies: namespaces * 10, pods: namespaces * 100 };
}

function* w1Objects(namespaces: number): Generator<unknown> {
  const pick = random(1);
  yield namespace('kube-system');
  yield pod('kube-system', 'kube-dns', { 'k8s-app': 'kube-dns' }, 0xffff00);
  for (let n = 0; n < namespaces; n++) {
    const ns = `ns-${n}`;
    yield namespace(ns, { team: `team-${n % 50}` });
    for (let p = 0; p < 100; p++) yield pod(ns, `pod-${p}`, { app: `app-${p % 10}`, tier: `tier-${p % 3}`, pod: `${p}` }, n * 100 + p);
    for (let q = 0; q < 10; q++) {
      const other = `ns-${Math.floor(pick() * namespaces)}`;
      yield policy(ns, `policy-${q}`, {
        podSelector: q === 9 ? { matchExpressions: [{ key: 'app', operator: 'In', values: ['app-8', 'app-9'] }] } : { matchLabels: { app: `app-${q}` } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          { from: [{ podSelector: { matchLabels: { app: `app-${(q + 1) % 10}` } } }], ports: [{ port: 8080 }, { port: 'http' }] },
          {
            from: [
              { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': other } }, podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: [`app-${q}`, `app-${(q + 3) % 10}`] }] } },
              { ipBlock: { cidr: `203.0.${q}.0/24`, except: [`203.0.${q}.${n % 256}/32`] } },
            ],
            ports: [{ port: 8000, endPort: 8100 }],
          },
        ],
        egress: [
          {
            to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
            ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }],
          },
          { to: [{ podSelector: { matchLabels: { app: `app-${(q + 9) % 10}` } } }, { ipBlock: { cidr: `198.51.${q}.0/24` } }], ports: [{ port: 8080 }] },
        ],
      });
    }
  }
}

/** W2: four pods and three policies a namespace. */
export function w2(namespaces: number): Shape {
  return { name: 'W2', what: `${namespaces} namespaces of 4 pods, 3 policies`, objects: () => w2Objects(namespaces), policies: namespaces * 3, pods: namespaces * 4 };
}

function* w2Objects(namespaces: number): Generator<unknown> {
  for (let n = 0; n < namespaces; n++) {
    const ns = `ns-${n}`;
    yield namespace(ns);
    for (let p = 0; p < 4; p++) yield pod(ns, `pod-${p}`, { 'app-1': `scale-${p % 2}` }, n * 4 + p);
    for (let q = 0; q < 3; q++) {
      yield policy(ns, `policy-${q}`, q === 0 ? { podSelector: {}, policyTypes: ['Ingress'] } : {
        podSelector: { matchLabels: { 'app-1': `scale-${q - 1}` } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { 'app-1': 'scale-0' } } }] }],
        egress: [{ to: [{ podSelector: { matchLabels: { 'app-1': 'scale-1' } } }] }],
      });
    }
  }
}

/** W3: one namespace; every policy selects every pod as subject and as peer. */
export function w3(size: number): Shape {
  return { name: 'W3', what: 'dense: every policy selects every pod', objects: () => w3Objects(size), policies: size, pods: size };
}

function* w3Objects(size: number): Generator<unknown> {
  yield namespace('dense');
  for (let p = 0; p < size; p++) yield pod('dense', `pod-${p}`, { app: 'all' }, p);
  for (let q = 0; q < size; q++) {
    yield policy('dense', `policy-${q}`, {
      podSelector: { matchLabels: { app: 'all' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'all' } } }] }],
      egress: [{ to: [{ podSelector: { matchLabels: { app: 'all' } } }] }],
    });
  }
}

/** W4: one policy a pod. */
export function w4(size: number): Shape {
  return { name: 'W4', what: 'one policy a pod', objects: () => w4Objects(size), policies: size, pods: size };
}

function* w4Objects(size: number): Generator<unknown> {
  yield namespace('single');
  for (let p = 0; p < size; p++) {
    yield pod('single', `pod-${p}`, { id: `${p}`, app: `app-${p % 100}` }, p);
    yield policy('single', `policy-${p}`, {
      podSelector: { matchLabels: { id: `${p}` } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { id: `${(p + 1) % size}` } } }], ports: [{ port: 8080 }] }],
      egress: [{ to: [{ podSelector: { matchLabels: { id: `${(p + size - 1) % size}` } } }], ports: [{ port: 8080 }] }],
    });
  }
}

/** W5, hostile: pods with four random labels of eight keys and forty values, cluster-wide peers drawn at random. */
export function w5(policies: number, pods: number): Shape {
  return { name: 'W5', what: 'hostile: random labels, cluster-wide peers', objects: () => w5Objects(policies, pods), policies, pods };
}

function* w5Objects(policies: number, pods: number): Generator<unknown> {
  const pick = random(5);
  const whole = (limit: number) => Math.floor(pick() * limit);
  const namespaces = Math.max(1, Math.round(pods / 100));
  for (let n = 0; n < namespaces; n++) yield namespace(`ns-${n}`);
  for (let p = 0; p < pods; p++) {
    const labels: Labels = {};
    for (let l = 0; l < 4; l++) labels[`key-${whole(8)}`] = `value-${whole(40)}`;
    yield pod(`ns-${p % namespaces}`, `pod-${p}`, labels, p);
  }
  for (let q = 0; q < policies; q++) {
    yield policy(`ns-${q % namespaces}`, `policy-${q}`, {
      podSelector: { matchLabels: { [`key-${whole(8)}`]: `value-${whole(40)}` } },
      policyTypes: ['Ingress'],
      ingress: [{
        from: [
          { namespaceSelector: {}, podSelector: { matchLabels: { [`key-${whole(8)}`]: `value-${whole(40)}` } } },
          { namespaceSelector: {}, podSelector: { matchLabels: { [`key-${whole(8)}`]: `value-${whole(40)}` } } },
        ],
        ports: [{ port: 8080 }],
      }],
    });
  }
}
