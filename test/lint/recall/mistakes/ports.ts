import { block, ports, service } from '../../objects';
import type { Mistake } from '../mistake';
import type { Json, Site } from '../site';

/** A port that nothing of the public sets has. */
const SERVICE_PORT = 7999;

function withService(site: Site, more: Json = {}, port: Json = {}): void {
  const { objects, server, namespace, port: { containerPort } } = site;
  const labels = server.spec.template.metadata.labels;
  objects.push(service(`${namespace}/planted`, labels, [{ port: SERVICE_PORT, targetPort: containerPort, ...port }], more));
}

function opens({ policy }: Site, ...texts: string[]): void {
  policy.spec.ingress![0].ports = ports(...texts);
}

/** A rule for everyone, at the one port of the pods. */
function forEveryone({ policy: { spec } }: Site): void {
  spec.ingress = [{ ports: spec.ingress![0].ports }];
}

function listensOn(site: Site, containerPort: number, protocol = 'TCP'): void {
  Object.assign(site.port, { containerPort, protocol });
  site.policy.spec.ingress![0].ports = [{ port: containerPort, protocol }];
}

export const PORT_MISTAKES: readonly Mistake[] = [
  {
    what: 'the port of the Service, not of the pods',
    asked: 'threads: Service port and target port',
    found: ['service-port'],
    around: withService,
    make: (site) => opens(site, String(SERVICE_PORT)),
  },
  {
    what: 'the same in a rule for everyone',
    asked: 'threads: Service port and target port',
    found: ['service-port'],
    around: withService,
    make: (site) => {
      opens(site, String(SERVICE_PORT));
      forEveryone(site);
    },
  },
  {
    what: 'the port of the Service in a rule for egress',
    asked: 'threads: Service port and target port',
    found: ['service-port'],
    around: ({ objects, namespace, client }) => {
      client.spec.template.spec.containers = [{ ports: [{ containerPort: 8080 }] }];
      objects.push(service(`${namespace}/clients`, client.spec.template.metadata.labels, [{ port: SERVICE_PORT, targetPort: 8080 }]));
    },
    make: ({ policy: { spec } }) => void (spec.egress![0].ports = ports(String(SERVICE_PORT))),
  },
  {
    what: 'the node port of the Service',
    asked: 'kube-score `service-type`',
    found: ['service-port', 'port-nobody-listens-on'],
    around: (site) => withService(site, { type: 'NodePort' }, { nodePort: 30080 }),
    make: (site) => opens(site, '30080'),
  },
  {
    what: 'a typing error in a port',
    asked: 'kube-linter `invalid-target-ports`',
    found: ['port-nobody-listens-on', 'service-port'],
    make: (site) => opens(site, String(site.port.containerPort + 10000)),
  },
  {
    what: 'UDP for a port that is TCP',
    asked: 'threads: protocol of a port',
    found: ['protocol-mismatch', 'port-nobody-listens-on'],
    make: (site) => opens(site, `${site.port.containerPort}/UDP`),
  },
  {
    what: 'no protocol for a port that is UDP',
    asked: 'policy-assistant `PortMissingProtocol`',
    found: ['protocol-mismatch', 'port-nobody-listens-on'],
    around: (site) => listensOn(site, 5514, 'UDP'),
    make: (site) => opens(site, '5514'),
  },
  {
    what: 'a name of a port that no pod declares',
    asked: 'np-guard: named port unmatched',
    found: ['named-port-unresolved'],
    make: (site) => opens(site, 'restapi'),
  },
  {
    what: 'a name of a port towards addresses',
    asked: 'np-guard: named port to an address',
    found: ['named-port-to-addresses'],
    make: ({ policy: { spec } }) => void spec.egress!.push({ to: [block('203.0.113.0/24')], ports: ports('https') }),
  },
  {
    what: 'a rule for the ports of replies',
    asked: 'threads: replies are implied',
    found: ['reply-ports'],
    make: (site) => opens(site, '1024-65535'),
  },
  {
    what: 'a database for every address',
    asked: 'kube-netpol KNP-021, kubescape C-0021',
    found: ['sensitive-port-exposed'],
    around: (site) => listensOn(site, 5432),
    make: forEveryone,
  },
  {
    what: 'ssh for every address',
    asked: 'kube-linter `ssh-port`',
    found: ['sensitive-port-exposed'],
    around: (site) => listensOn(site, 22),
    make: forEveryone,
  },
  {
    what: 'every TCP port by a range',
    asked: 'kube-netpol KNP-024',
    found: ['every-tcp-port'],
    silent: 'an info: the peers are named, and so is the range',
    make: (site) => opens(site, '1-65535'),
  },
  {
    what: 'a range of ports where the agent reads none',
    asked: 'threads: `endPort`',
    found: ['cni-end-port'],
    cni: 'weave',
    make: (site) => opens(site, `${site.port.containerPort}-${site.port.containerPort + 10}`),
  },
];
