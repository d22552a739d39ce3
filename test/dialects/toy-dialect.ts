import type { Dialect, DecodeSink } from '../../src/dialects/dialect';
import { decodeSelector, selectorShape } from '../../src/dialects/label-selector';
import { fieldsOf } from '../../src/dialects/manifest';
import type { Manifest } from '../../src/dialects/manifest';
import { METADATA, checkMetadata } from '../../src/dialects/metadata';
import { Place } from '../../src/dialects/place';
import { checkShape } from '../../src/dialects/shape';
import type { ApiShape } from '../../src/dialects/shape';
import { DIRECTIONS } from '../../src/model';
import type { Policy, Stage } from '../../src/model';
import { LabelSelector, TrafficSet } from '../../src/sets';

const TEXT: ApiShape = { type: 'text' };
const CURTAIN: ApiShape = {
  type: 'object',
  fields: {
    apiVersion: TEXT,
    kind: TEXT,
    metadata: METADATA,
    spec: { type: 'object', fields: { pods: selectorShape(['key', 'operator']) }, required: ['pods'] },
  },
  required: ['spec'],
};

/** Curtains are evaluated before NetworkPolicies; what they pass goes to the next stage. */
const CURTAINS: Stage = { title: 'Curtain', rank: 150, isolating: false };

/** `toys.example/v1` Curtain: only its own namespace may reach the selected pods. */
export const TOYS_V1: Dialect = {
  name: 'toys-v1',
  reads: (apiVersion, kind) => (apiVersion === 'toys.example/v1' && kind === 'Curtain' ? 'namespaced' : undefined),
  decode: (object, sink) => {
    sink.policies.push(decodeCurtain(object, sink));
  },
};

function decodeCurtain(object: Manifest, sink: DecodeSink): Policy {
  const problems = sink.problemsOf(object, '; the curtain is refused, so the verdicts of its pods are unknown');
  checkShape(object.value, CURTAIN, 'pruned', Place.TOP, problems);
  checkMetadata(object.metadata, Place.TOP.at('metadata'), problems);
  const pods = decodeSelector(fieldsOf(object.value.spec).pods, 'pruned', Place.TOP.at('spec').at('pods'), problems);
  const refused = problems.count > 0;
  const own = { namespaces: { name: object.namespace! }, pods: LabelSelector.EVERYTHING };
  const traffic = { fixed: TrafficSet.ALL, named: [] };
  const origin = object.origin.part(['spec', 'pods']);
  return {
    stage: CURTAINS,
    order: 0,
    name: object.name,
    namespace: object.namespace,
    subject: { namespaces: own.namespaces, pods: pods ?? LabelSelector.EVERYTHING },
    isolates: refused ? DIRECTIONS : [],
    rules: refused ? [] : [
      { direction: 'ingress', action: 'pass', peers: [{ type: 'endpoints', endpoints: own }], traffic, origin },
      { direction: 'ingress', action: 'deny', peers: undefined, traffic, origin },
    ],
    hostNetwork: 'never',
    ...(refused && { unread: 'the curtain is refused' }),
    origin: object.origin,
  };
}
