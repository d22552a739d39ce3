import type { ObservedEnd } from '../../observation';
import { hubbleEnd } from './end';

/** An end as Hubble prints it for people. */
interface PrintedEnd {
  readonly key: string;
  readonly end: ObservedEnd;
  /** 0 where none is printed. */
  readonly port: number;
  readonly family?: 4 | 6;
}

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*)$/i;

/** `shop/web-0:8080 (ID:30211)`, `203.0.113.10:443 (world)`, `[fd00::1]:443`, `example.com:443 (world)`. `identity`: what stands in brackets. */
export function printedEnd(host: string, identity: string | undefined): PrintedEnd {
  const [name, port] = withoutPort(host);
  const key = `${name}/${identity ?? ''}`;
  const isAddress = ADDRESS.test(name);
  const reserved = identity === undefined || /^(ID:|\d|CIDR:|cidr:)/.test(identity) ? [] : [`reserved:${identity}`];
  const { entity } = hubbleEnd({ labels: reserved }, undefined, []);
  const [namespace, pod] = name.split('/');
  // other names than those of pods are those of Services, or those that an address was asked for by
  const service = { namespace, name: pod };
  if (pod !== undefined && entity !== undefined) return { key, port, end: { service } };
  if (pod !== undefined) return { key, port, end: { namespace, pod, service } };
  const known = entity === undefined ? {} : { entity };
  if (isAddress) return { key, port, family: name.includes(':') ? 6 : 4, end: { address: name, ...known } };
  return { key, port, end: { ...known, names: name.split(',') } };
}

function withoutPort(host: string): [name: string, port: number] {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(host);
  if (bracketed !== null) return [bracketed[1], Number(bracketed[2] ?? 0)];
  if (ADDRESS.test(host)) return [host, 0];
  const colon = /^(.*):(\d+)$/.exec(host);
  return colon === null ? [host, 0] : [colon[1], Number(colon[2])];
}
