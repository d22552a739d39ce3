import type { Service } from '../../model';
import { parseAddress } from '../../sets';
import type { AnalysisSession } from '../session/session';
import { endAt } from './at-address';
import type { NamedEnd } from './named-end';
import { serviceEnd } from './services';

/** The ports that schemes stand for. */
const SCHEME_PORTS: Readonly<Record<string, number>> = { http: 80, ws: 80, https: 443, wss: 443 };

/**
 * The ends that a text means as programs and `kubectl` name what they call: `svc/api`, `shop/api[Service]`, `api.shop.svc.cluster.local`, a pod
 * behind a headless Service, a URL of one of them. Empty where it means none. `podsNamed`: the ends of a pod's name.
 */
export function calledEnds(session: AnalysisSession, text: string, podsNamed: (namespace: string, name: string) => readonly NamedEnd[]): NamedEnd[] {
  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^@/\s]*@)?(\[[0-9a-fA-F:.]+\]|[^:?#\s]*)(?::([0-9]{1,5}))?$/.exec(withoutPath(text));
  if (parts === null) return [];
  const [, scheme, host, written] = parts;
  const port = written === undefined ? SCHEME_PORTS[scheme] : Number(written);
  const isAsked = port !== undefined && port >= 1 && port <= 65535;
  const address = scheme === undefined ? undefined : parseAddress(host.replace(/^\[|\]$/g, ''));
  const found = address === undefined ? byName(session, host, podsNamed) : [endAt(session, address)];
  return isAsked ? found.map((end) => ({ ...end, packet: { protocol: 'TCP', port } })) : found;
}

/** Only a URL has a path: `shop/api` is a namespace and a name. */
function withoutPath(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)[/?#].*$/, '$1');
}

function byName(session: AnalysisSession, host: string, podsNamed: (namespace: string, name: string) => readonly NamedEnd[]): NamedEnd[] {
  const { services } = session.decoded.cluster;
  const ends = (fits: (service: Service) => boolean) => services.filter(fits).map((service) => serviceEnd(session, service));
  const typed = /^(?:svc|services?)\/([^/]+)$/.exec(host) ?? /^([^/]+)\[Service\]$/.exec(host);
  if (typed !== null) {
    const named = services.filter(({ name }) => name === typed[1]);
    const own = named.filter(({ namespace }) => namespace === 'default');
    return (own.length > 0 ? own : named).map((service) => serviceEnd(session, service));
  }
  const placed = /^([^/]+)\/(?:svc\/|services?\/)?([^/[]+)\[Service\]$/.exec(host) ?? /^([^/]+)\/(?:svc|services?)\/([^/]+)$/.exec(host);
  if (placed !== null) return ends(({ namespace, name }) => namespace === placed[1] && name === placed[2]);
  const [name, namespace, third, ...rest] = host.replace(/\.$/, '').split('.');
  if (namespace === undefined) return [];
  if (third === undefined || third === 'svc') return ends((service) => service.name === name && service.namespace === namespace);
  // `web-0.web.shop.svc`: one pod of a headless Service
  if (rest[0] === 'svc' && services.some((service) => service.name === namespace && service.namespace === third)) return [...podsNamed(third, name)];
  return [];
}
