import { acceptsAdmin, acceptsCluster } from './accepts-admin';
import { acceptsNetworkPolicy } from './accepts-networkpolicy';
import { recordedLines } from './recordings';
import type { Raw } from './values';

function wrong(rows: Raw[], accepts: (object: Raw) => boolean, recordedAnswer: (row: Raw) => boolean): string[] {
  return rows.filter((row) => accepts(row.object) !== recordedAnswer(row)).map((row) => `${row.id}: recorded ${recordedAnswer(row)}`);
}

const rows = recordedLines('apiserver/answers.jsonl');

(rows ? it : it.skip)('takes and refuses NetworkPolicies as the API server did (skipped where the recording is absent)', () => {
  const judged = rows!.filter((row) => row.object?.kind === 'NetworkPolicy');
  expect(judged.length).toBeGreaterThan(130);
  expect(wrong(judged, acceptsNetworkPolicy, (row) => row.accepted)).toEqual([]);
});

it('takes and refuses the admin kinds as the API server did, either channel being enough', () => {
  const judged = recordedLines('policy-api/answers.jsonl')!.filter((row) =>
    row.object?.apiVersion === 'policy.networking.k8s.io/v1alpha1' && row.object.kind !== 'ClusterNetworkPolicy');
  expect(judged.length).toBeGreaterThan(300);
  expect(wrong(judged, acceptsAdmin, (row) => row.accepted || row.otherChannels?.experimental?.accepted === true)).toEqual([]);
});

it('takes and refuses ClusterNetworkPolicies as the API server did, either channel being enough', () => {
  const judged = recordedLines('policy-api/answers.jsonl')!.filter((row) =>
    row.object?.apiVersion === 'policy.networking.k8s.io/v1alpha2' && row.object.kind === 'ClusterNetworkPolicy');
  expect(judged.length).toBeGreaterThan(200);
  expect(wrong(judged, acceptsCluster, (row) => row.accepted || row.otherChannels?.experimental?.accepted === true)).toEqual([]);
});
