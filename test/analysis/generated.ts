import { readObjects } from '../../src/analysis/session/read';
import type { AnalysisSession } from '../../src/analysis/session/session';
import type { Enforcement } from '../../src/profiles';
import { generateCase } from '../diff/generate';

/* eslint-disable @typescript-eslint/no-explicit-any */
/** A session of a generated cluster; in every second one, some pods have one owner and different labels. */
export function generatedSession(index: number, profile?: Enforcement): AnalysisSession {
  const objects: any[] = JSON.parse(JSON.stringify(generateCase(20_261_124, index).objects));
  if (index % 2 === 1) {
    const pods = objects.filter(({ kind }) => kind === 'Pod');
    for (const pod of pods.slice(0, 4)) pod.metadata.ownerReferences = [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'shared', controller: true }];
  }
  return readObjects(objects, profile === undefined ? {} : { profile });
}
