import type { ApiExtension, FieldPath, ServiceCall } from '../../model';
import type { DecodeSink } from '../dialect';
import { fieldsOf, listOf, Manifest, textOf } from '../manifest';

/** What the API server takes where a reference names no port. */
const HTTPS = 443;

/**
 * A configuration of webhooks for admission.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference
 */
export function decodeWebhookConfiguration(object: Manifest, sink: DecodeSink): void {
  const calls = listOf(object.value.webhooks).flatMap((webhook, i) =>
    callAt(fieldsOf(fieldsOf(webhook).clientConfig).service, ['webhooks', i, 'clientConfig', 'service'], textOf(fieldsOf(webhook).name)));
  add(object, sink, calls);
}

/**
 * A kind of objects, with a webhook that converts them where there is one.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#service-reference
 */
export function decodeCustomResourceDefinition(object: Manifest, sink: DecodeSink): void {
  const { clientConfig } = fieldsOf(fieldsOf(fieldsOf(object.value.spec).conversion).webhook);
  add(object, sink, callAt(fieldsOf(clientConfig).service, ['spec', 'conversion', 'webhook', 'clientConfig', 'service']));
}

/**
 * A group of the API that another server answers.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/setup-extension-api-server/
 */
export function decodeApiService(object: Manifest, sink: DecodeSink): void {
  add(object, sink, callAt(fieldsOf(object.value.spec).service, ['spec', 'service']));
}

function add({ kind, name, origin }: Manifest, sink: DecodeSink, calls: readonly ServiceCall[]): void {
  const extension: ApiExtension = { kind, name, calls, origin };
  if (calls.length > 0) sink.extensions.push(extension);
}

function callAt(value: unknown, path: FieldPath, name?: string): ServiceCall[] {
  const { namespace, name: service, port } = fieldsOf(value);
  const [where, what] = [textOf(namespace), textOf(service)];
  if (where === undefined || what === undefined) return [];
  return [{ namespace: where, service: what, port: typeof port === 'number' ? port : HTTPS, path, ...(name !== undefined && { name }) }];
}
