import { readObjects } from '../../src/analysis/session/read';
import { CILIUM } from '../../src/profiles';
import { objectsOf, recorded, recordedLines } from '../oracle/recordings';
import { Judge, lettersOf, RecordedCluster } from './matrix';

describe("Cilium's own engine on plain NetworkPolicy", () => {
  const cluster = recorded('packets/cluster-rich.json') as RecordedCluster;
  const policies = new Map(recordedLines('packets/cases-rich.jsonl')!.map((recording) => [recording.id, recording.policies]));
  const cases = recordedLines('cilium/networkpolicy.jsonl')!;

  it('answers every letter as the cilium profile does', () => {
    let letters = 0;
    const wrong: string[] = [];
    for (const { id, matrix } of cases) {
      const judge = new Judge(readObjects([...objectsOf(cluster), ...policies.get(id)]), CILIUM);
      for (const { source, destination, probe, letter } of lettersOf(cluster, matrix)) {
        letters++;
        const verdict = judge.verdict(source, destination, probe.protocol, probe.port);
        const expected = letter === '1' ? 'allowed' : 'denied';
        if (verdict !== expected) wrong.push(`${id} ${source} -> ${destination} ${probe.protocol} ${probe.port}: ${verdict}, the agent says ${expected}`);
      }
    }
    process.stdout.write(`cilium: ${cases.length} sets, ${letters} letters, ${wrong.length} wrong\n`);
    expect(cases.length).toBe(480);
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});
