import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { decode } from '../../dialects';
import { append } from '../../sets';

/** A namespace with workloads of the app. */
export interface Inhabited {
  readonly name: string;
  /** The constructs that write the workloads, in the order of the tree. */
  readonly paths: readonly string[];
}

interface Survey {
  /** Sorted by name. */
  readonly inhabited: readonly Inhabited[];
  /** What cannot be fenced, or is not known to need a fence. */
  readonly leftAlone: readonly { readonly what: string; readonly path: string; readonly why: string }[];
}

type Json = Readonly<Record<string, any>>;

/** Where an app writes workloads to: whatever has a pod template, `Include` and `Helm` included. */
export function survey(app: IConstruct): Survey {
  const pathsByNamespace = new Map<string, string[]>();
  const declared = new Map<string, string>();
  const leftAlone: { what: string; path: string; why: string }[] = [];
  for (const { json, path } of objectsOf(app)) {
    const name: unknown = json.metadata?.name;
    const what = `${json.kind} ${typeof name === 'string' ? name : 'without a name'}`;
    if (json.kind === 'Namespace' && json.apiVersion === 'v1' && typeof name === 'string') declared.set(name, path);
    const { cluster, ignored } = decode([{ value: json }]);
    if (ignored.size > 0) leftAlone.push({ what, path, why: 'its kind is not known here, and whether it runs pods neither' });
    if (cluster.podMakers !== undefined) leftAlone.push({ what, path, why: 'pods are made of it that the app does not contain' });
    if (cluster.workloads.length === 0) continue;
    if (cluster.workloads.every(({ hostNetwork }) => hostNetwork)) leftAlone.push({ what, path, why: 'its pods are on the host network, where policies do not reach them' });
    const namespace: string | undefined = json.metadata?.namespace;
    if (namespace === undefined) leftAlone.push({ what, path, why: 'it names no namespace, so it goes to the current namespace of `kubectl`' });
    else {
      append(pathsByNamespace, namespace, path);
    }
  }
  for (const [name, path] of declared) {
    if (!pathsByNamespace.has(name)) leftAlone.push({ what: `namespace ${name}`, path, why: 'the app writes no workload to it' });
  }
  const inhabited = [...pathsByNamespace].map(([name, paths]) => ({ name, paths })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { inhabited, leftAlone };
}

/** Policies are lazy and hold no pods; lists are opened. */
function* objectsOf(app: IConstruct): Generator<{ readonly json: Json; readonly path: string }> {
  for (const construct of app.node.findAll()) {
    if (!ApiObject.isApiObject(construct) || construct.kind === 'NetworkPolicy') continue;
    const json: Json = construct.toJson();
    const items: unknown = json.items;
    if (!/List$/.test(construct.kind) || !Array.isArray(items)) yield { json, path: construct.node.path };
    else for (const item of items) if (typeof item === 'object' && item !== null) yield { json: item, path: construct.node.path };
  }
}
