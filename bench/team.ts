/** A namespace of ten Deployments and four policies, as YAML. */
export function namespaceText(number: number): string {
  const namespace = `team-${String(number).padStart(5, '0')}`;
  const documents = [`apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
  labels:
    team: ${namespace}
`];
  for (let i = 0; i < 10; i++) {
    documents.push(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${i}
  namespace: ${namespace}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: app-${i}
  template:
    metadata:
      labels:
        app: app-${i}
        tier: ${i < 3 ? 'front' : 'back'}
    spec:
      containers:
        - name: main
          image: registry.example/app-${i}:1.0
          ports:
            - name: http
              containerPort: ${8080 + i}
`);
  }
  const policy = (name: string, spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
${spec}`;
  documents.push(policy('default-deny', `  podSelector: {}
  policyTypes: [Ingress, Egress]
`));
  documents.push(policy('dns', `  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - port: 53
          protocol: UDP
        - port: 53
`));
  documents.push(policy('inside', `  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {}
      ports:
        - port: http
  egress:
    - to:
        - podSelector: {}
`));
  documents.push(policy('internet', `  podSelector:
    matchLabels:
      tier: front
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]
      ports:
        - port: 443
`));
  return documents.join('---\n');
}
