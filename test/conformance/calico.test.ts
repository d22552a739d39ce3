import { readObjects } from '../../src/analysis/session/read';
import { CNIS, enforcementOf } from '../../src/profiles';
import { objectsOf, recorded, recordedLines } from '../oracle/recordings';
import { Judge, lettersOf, RecordedCluster } from './matrix';

/* eslint-disable @typescript-eslint/no-explicit-any */
const cluster = recorded('packets/cluster-rich.json') as RecordedCluster;
const CALICO = enforcementOf(CNIS.get('calico')!);
const cases = recordedLines('calico/cases.jsonl');

(cases === undefined ? it.skip : it)('answers every recorded set as the packets of Felix (skipped where NETFENCE_CORPUS is absent)', () => {
  let letters = 0;
  const unknown: string[] = [];
  const wrong: string[] = [];
  for (const { id, policies, matrix } of cases!) {
    // what the API of NetworkPolicy leaves open is as the agent does it; its own kinds need no profile
    const profile = policies.some(({ apiVersion }: any) => apiVersion === 'networking.k8s.io/v1') ? CALICO : undefined;
    const judge = new Judge(readObjects([...objectsOf(cluster), ...policies]), profile);
    for (const { source, destination, probe, letter } of lettersOf(cluster, matrix)) {
      letters++;
      const verdict = judge.verdict(source, destination, probe.protocol, probe.port);
      if (verdict === (letter === '1' ? 'allowed' : 'denied')) continue;
      (verdict === 'unknown' ? unknown : wrong).push(`${id} ${source} -> ${destination} ${probe.protocol} ${probe.port}: ${verdict}, the packets say ${letter}`);
    }
  }
  process.stdout.write(`calico, packets: ${cases!.length} sets, ${letters} letters, ${unknown.length} unknown, ${wrong.length} wrong\n`);
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(unknown.slice(0, 20)).toEqual([]);
  expect([cases!.length, letters]).toEqual([168, 239_904]);
});
