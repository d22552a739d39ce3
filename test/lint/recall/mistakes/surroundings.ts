import { block, entrance, NAME, namespace, namespaces, pod, policy, ports, service } from '../../objects';
import type { Mistake } from '../mistake';
import type { Json, Site } from '../site';

function serviceOf({ namespace: own, server, port }: Site, more: Json = {}, ofPort: Json = {}): Json {
  return service(`${own}/planted`, server.spec.template.metadata.labels, [{ port: 80, targetPort: port.containerPort, ...ofPort }], more);
}

function webhook({ namespace: own }: Site): Json {
  const clientConfig = { service: { namespace: own, name: 'planted', port: 80 } };
  return { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration', metadata: { name: 'orders' }, webhooks: [{ name: 'a.example.com', clientConfig }] };
}

export const SURROUNDING_MISTAKES: readonly Mistake[] = [
  {
    what: 'an Ingress to pods that admit other pods only',
    asked: 'np-guard: Ingress backend blocked',
    found: ['ingress-backend-blocked'],
    around: (site) => void site.objects.push(serviceOf(site)),
    make: ({ objects, namespace: own }) => {
      objects.push(entrance(`${own}/planted`, 'planted', 80));
      return `Ingress ${own}/planted`;
    },
  },
  {
    what: 'an Ingress to a Service that is not there',
    asked: 'kube-score `ingress-targets-service`, kubescape C-0298',
    found: ['entrance-backend-missing'],
    make: ({ objects, namespace: own }) => {
      objects.push(entrance(`${own}/planted`, 'nowhere', 80));
      return `Ingress ${own}/planted`;
    },
  },
  {
    what: 'a typing error in the selector of a Service',
    asked: 'kube-score `service-targets-pod`, kube-linter `dangling-service`',
    found: ['service-selects-nothing'],
    make: ({ objects, namespace: own }) => {
      objects.push(service(`${own}/planted`, { 'app.kubernetes.io/name': 'tpyo' }, [{ port: 80 }]));
      return `Service ${own}/planted`;
    },
  },
  {
    what: 'a target port that no container declares',
    asked: 'kube-linter `invalid-target-ports`',
    found: ['service-target-port-undeclared'],
    make: (site) => {
      site.objects.push(serviceOf(site, {}, { targetPort: 'restapi' }));
      return `Service ${site.namespace}/planted`;
    },
  },
  {
    what: 'a load balancer for pods that admit pods only',
    asked: 'kube-linter `exposed-services`, threads',
    found: ['load-balancer-blocked'],
    make: (site) => {
      site.objects.push(serviceOf(site, { type: 'LoadBalancer' }));
      return `Service ${site.namespace}/planted`;
    },
  },
  {
    what: 'a webhook in pods that admit pods only',
    asked: 'threads: webhooks and default deny',
    found: ['webhook-service-blocked'],
    around: (site) => void site.objects.push(serviceOf(site)),
    make: (site) => {
      site.objects.push(webhook(site));
      return 'ValidatingWebhookConfiguration orders';
    },
  },
  {
    what: 'an operator that may not call the API server',
    asked: 'threads: egress to the API server',
    found: ['api-server-blocked'],
    around: ({ objects, server, policy: { spec } }) => {
      server.spec.template.spec.serviceAccountName = 'operator';
      objects.push(service('default/kubernetes', {}, [{ port: 443 }], { clusterIP: '10.96.0.1' }));
      spec.egress!.push({ to: [block('10.96.0.1/32')] });
    },
    make: ({ policy: { spec } }) => void spec.egress!.pop(),
  },
  {
    what: 'metrics that the scraper may not read',
    asked: 'threads: Prometheus and default deny',
    found: ['metrics-blocked'],
    around: ({ objects, port, policy: { spec } }) => {
      port.name = 'metrics';
      objects.push(pod('observability/prometheus', { 'app.kubernetes.io/name': 'prometheus' }));
      spec.ingress!.push({ from: [namespaces({ [NAME]: 'observability' })] });
    },
    make: ({ policy: { spec } }) => void spec.ingress!.pop(),
  },
  {
    what: 'a mesh without sidecars, and its tunnel is closed',
    asked: 'threads: ambient mode needs 15008',
    found: ['mesh-tunnel-blocked'],
    make: ({ objects, namespace: own }) => void objects.push(namespace(own, { 'istio.io/dataplane-mode': 'ambient' })),
  },
  {
    what: 'an agent that enforces no policy',
    asked: 'kubescape C-0205, CIS 5.3.1',
    found: ['cni-enforces-nothing'],
    cni: 'flannel',
    make: ({ objects, namespace: own }) => {
      objects.push(policy(`${own}/added`, { podSelector: {}, policyTypes: ['Ingress'] }));
      return `NetworkPolicy ${own}/added`;
    },
  },
  {
    what: 'names of ports where the agent knows none',
    asked: 'threads: named ports',
    found: ['cni-named-ports'],
    cni: 'aws-vpc-cni',
    around: ({ port }) => void (port.name = 'planted'),
    make: ({ policy: { spec } }) => void (spec.ingress![0].ports = ports('planted')),
  },
  {
    what: 'clients of a load balancer by their addresses, which nodes replace',
    asked: 'threads: which source address arrives',
    found: ['load-balancer-blocked'],
    silent: 'which address arrives depends on the platform',
    around: (site) => void site.objects.push(serviceOf(site, { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster' })),
    make: (site) => {
      site.policy.spec.ingress!.push({ from: [block('203.0.113.0/24')] });
      return `Service ${site.namespace}/planted`;
    },
  },
];
