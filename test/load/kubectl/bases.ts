const POLICY_BLOCK = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny  # all
  namespace: a
spec:
  podSelector:
    matchLabels:
      app: "web"
  policyTypes:
  - Ingress
  ingress:
  - from:
    - podSelector: {}
    ports:
    - port: 80
`;

const POLICY_FLOW = `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: deny, namespace: a },
  spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress, "Egress"],
    ingress: [{ ports: [{ port: 80, protocol: TCP }] }] } }
`;

const POLICY_JSON = `{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "deny", "namespace": "a"},
 "spec": {"podSelector": {"matchLabels": {"app": "web"}}, "policyTypes": ["Ingress"], "ingress": [{"ports": [{"port": 80}]}]}}
`;

const MIXED = `# a policy
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: 'deny', labels: {a: b, c: 'd e'}}
spec:
  podSelector: {matchExpressions: [{key: app, operator: In, values: [web, 'api']}]}
  egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]
  policyTypes: ["Egress"]
`;

const TEXTS = `kind: ConfigMap
metadata:
  name: c
data:
  literal: |
    one
      two

    three
  stripped: |-
    x: y
  folded: >
    a b
    c

    d
  double: "a\\tb \\"c\\"
    d"
  single: 'it''s
    two'
  plain: one two
    three
`;

const ANCHORS = `kind: Pod
metadata: &meta
  name: p
  labels: &labels {app: web, tier: x}
spec:
  <<: *meta
  selector: *labels
  list: [*labels, &x 1, *x]
`;

const SCALARS = `kind: X
a: 1
b: 0x1F
c: yes
d: ~
e: 1.5e3
f: 2001-01-01
g: !!str 5
h: .5
i: 1_000
j: "80"
k: null
l: -0
`;

const LISTS = `kind: X
items:
- a
-  b: 1
   c: [1, 2,
     3]
- - d
  - e
-
  f: g
- {h: i, j}
- "k": l
`;

const TWO = `kind: A
metadata:
  name: a
---
kind: B
metadata:
  name: b
`;

const TWO_JSON = `{"kind": "A", "metadata": {"name": "a"}}
---
{"kind": "B", "metadata": {"name": "b"}}
`;

const COMMENTS = `{
  // not JSON
  "kind": "A", # a comment
  "metadata": {"name": "a"}, # another
}
`;

const EXPLICIT = `? kind
: A
? metadata
:
  name: a
`;

const TIGHT = `kind: A
spec: {a: [b,c],d: {e: f},"g":h,'i':[j]}
more: [a b, c:d, 'x':y, {z: 1}]
empty: {}
none: []
`;

/** Documents that use the forms in which manifests are written. */
export const BASES: readonly string[] = [
  POLICY_BLOCK, POLICY_FLOW, POLICY_JSON, MIXED, TEXTS, ANCHORS, SCALARS, LISTS, TWO, TWO_JSON, COMMENTS, EXPLICIT, TIGHT,
];
