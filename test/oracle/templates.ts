/** What an object says about its pods. */
import { Protocol, Raw, isObject, listOf } from './values';

export interface ContainerPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
}

export function namespaceOf(object: Raw): string {
  return object.metadata?.namespace || 'default';
}

/** Where an object keeps the pods that it makes, or is. */
export function podOf(object: Raw): Raw {
  if (object.kind === 'Pod') return object;
  const template = object.kind === 'CronJob' ? object.spec?.jobTemplate?.spec?.template : object.spec?.template;
  return isObject(template) && isObject(template.spec) && Array.isArray(template.spec.containers) ? template : undefined;
}

export function readPorts(podSpec: Raw): ContainerPort[] {
  return listOf(podSpec?.containers).flatMap((container) => listOf(container?.ports).map((item) => ({
    name: item.name ?? '',
    port: item.containerPort,
    protocol: item.protocol ?? 'TCP',
  })));
}
