import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { decode } from '../dialects';
import { heldObjects, type Service, type Workload } from '../model';
import type { Labels } from '../sets';
import { APP_MODEL } from '../analysis';

/** An object as it is written, and what the model makes of it. */
export interface ReadObject {
  readonly json: Json;
  /** The construct that writes it. */
  readonly path: string;
  /** Where the object names one. */
  readonly namespace: string | undefined;
  readonly workload?: Workload;
  readonly service?: Service;
}

type Json = Readonly<Record<string, any>>;

/** The pods of an object of the app. */
export interface PodTemplate {
  readonly path: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Labels;
}

/** The objects that a construct writes, lists opened; policies are lazy and hold no pods. */
export function readObjects(construct: IConstruct): ReadObject[] {
  return construct.node.findAll().flatMap((child) => {
    if (!ApiObject.isApiObject(child) || /Policy$/.test(child.kind)) return [];
    return itemsOf(child.toJson()).map((json): ReadObject => {
      const { workloads: [workload], services: [service] } = decode([{ value: json }]).cluster;
      const namespace: unknown = json.metadata?.namespace;
      return { json, path: child.node.path, namespace: typeof namespace === 'string' ? namespace : undefined, ...(workload && { workload }), ...(service && { service }) };
    });
  });
}

function itemsOf(json: unknown): Json[] {
  const items = heldObjects(json)?.objects;
  if (items !== undefined) return items.flatMap(itemsOf);
  return typeof json === 'object' && json !== null ? [json] : [];
}

/** The pods of all objects of an app, where it has a model read once for each change of it. */
export function podTemplatesOf(root: IConstruct): readonly PodTemplate[] {
  const model = (root as { readonly [APP_MODEL]?: { readonly podTemplates: readonly PodTemplate[] } })[APP_MODEL];
  return model === undefined ? templatesIn(root) : model.podTemplates;
}

export function templatesIn(root: IConstruct): PodTemplate[] {
  return readObjects(root).flatMap(({ path, namespace, workload }) =>
    (workload === undefined ? [] : [{ path, name: workload.name, namespace, labels: workload.labels }]));
}
