import type { Dialect, DecodeSink, Scope } from '../dialect';
import { groupOf } from '../manifest';
import type { Manifest } from '../manifest';
import { decodeApiService, decodeCustomResourceDefinition, decodeWebhookConfiguration } from './api-extension';
import { decodeAutoscaler } from './autoscaler';
import { decodeEndpoints, decodeEndpointSlice } from './endpoints';
import { decodeGatewayRoute, decodeIngress, decodeRoute, GATEWAY_ROUTES } from './ingress-route';
import { decodeNamespace } from './namespace';
import { decodeNode } from './node';
import { decodePod } from './pod';
import { TEMPLATE_KINDS, decodeTemplate, hasPodTemplate } from './pod-template';
import { decodeService } from './service';

interface Reader {
  readonly groups: readonly string[];
  readonly scope: Scope;
  readonly decode: (object: Manifest, sink: DecodeSink) => void;
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Pod', { groups: [''], scope: 'namespaced', decode: decodePod }],
  ['Namespace', { groups: [''], scope: 'cluster', decode: decodeNamespace }],
  ['Node', { groups: [''], scope: 'cluster', decode: decodeNode }],
  ['Service', { groups: [''], scope: 'namespaced', decode: decodeService }],
  ['Endpoints', { groups: [''], scope: 'namespaced', decode: decodeEndpoints }],
  ['EndpointSlice', { groups: ['discovery.k8s.io'], scope: 'namespaced', decode: decodeEndpointSlice }],
  ['Ingress', { groups: ['networking.k8s.io', 'extensions'], scope: 'namespaced', decode: decodeIngress }],
  ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map((kind): [string, Reader] =>
    [kind, { groups: ['admissionregistration.k8s.io'], scope: 'cluster', decode: decodeWebhookConfiguration }]),
  ['CustomResourceDefinition', { groups: ['apiextensions.k8s.io'], scope: 'cluster', decode: decodeCustomResourceDefinition }],
  ['APIService', { groups: ['apiregistration.k8s.io'], scope: 'cluster', decode: decodeApiService }],
  ['HorizontalPodAutoscaler', { groups: ['autoscaling'], scope: 'namespaced', decode: decodeAutoscaler }],
  ['ScaledObject', { groups: ['keda.sh'], scope: 'namespaced', decode: decodeAutoscaler }],
  ...GATEWAY_ROUTES.map((kind): [string, Reader] => [kind, { groups: ['gateway.networking.k8s.io'], scope: 'namespaced', decode: decodeGatewayRoute }]),
  ['Route', { groups: ['route.openshift.io', ''], scope: 'namespaced', decode: decodeRoute }],
  ...[...TEMPLATE_KINDS.keys()].map((kind): [string, Reader] => [kind, { groups: ['apps', 'batch', 'extensions', ''], scope: 'namespaced', decode: decodeTemplate }]),
]);

/** Everything but policies: what runs where, and what leads to it. */
export const WORKLOADS: Dialect = {
  name: 'workloads',
  reads: (apiVersion, kind) => {
    const reader = READERS.get(kind);
    return reader !== undefined && reader.groups.includes(groupOf(apiVersion)) ? reader.scope : undefined;
  },
  recognises: hasPodTemplate,
  decode: (object, sink) => {
    const reader = READERS.get(object.kind);
    if (reader !== undefined && reader.groups.includes(groupOf(object.apiVersion))) reader.decode(object, sink);
    else decodeTemplate(object, sink);
  },
};
