import { reportOf } from '../../../src/analysis/questions/report/report';
import { readObjects } from '../../../src/analysis/session/read';
import { renderReportHtml } from '../../../src/report/report/html';
import { append } from '../../../src/sets';
import { generateCase } from '../../diff/generate';
import { packetsOf } from '../../diff/question';
import { buildCluster, judgePair, type OraclePod, type Packet } from '../../oracle';
import { cases } from '../../testing/cases';

const CASES = cases(30);
const keyOf = (packet: Packet) => `${packet.protocol} ${packet.port}`;

/** What the oracle says of some pair of different pods, packet by packet. */
interface Judged {
  readonly allowed: Set<string>;
  readonly unknown: Set<string>;
}

/** The rows of the table of pairs as a reader sees them: `from to verdict`. */
function rowsOf(page: string): Map<string, string> {
  const [, table] = /<caption>Pairs of namespaces<\/caption>([^]*?)<\/table>/.exec(page) ?? ['', ''];
  return new Map([...table.matchAll(/^<tr><th scope="row">([^<]*)<td>([^<]*)<td>([^<]*)/gm)].map(([, from, to, verdict]) => [`${from} ${to}`, verdict]));
}

it(`says of pairs of namespaces, and counts of pairs of pods, what the oracle says (${CASES} generated clusters)`, () => {
  const found = { allowed: 0, unknown: 0, denied: 0 };
  for (let i = 0; i < CASES; i++) {
    const item = generateCase(20_261_201, i);
    const cluster = buildCluster(item.objects);
    const packets = packetsOf(item);
    const session = readObjects(item.objects);
    const report = reportOf(session, { date: '2026-11-30', version: '0.0.0' });
    const page = [...renderReportHtml(report)].join('');
    const rows = rowsOf(page);
    const inside = new Map<string, OraclePod[]>();
    for (const pod of cluster.pods) append(inside, pod.namespace, pod);
    const all = cluster.pods.reduce((sum, { count }) => sum + count, 0);
    let [open, closed] = [0, 0];
    for (const [from, sources] of inside) {
      for (const [to, destinations] of inside) {
        const judged: Judged = { allowed: new Set(), unknown: new Set() };
        let pairs = 0;
        for (const source of sources) {
          for (const destination of destinations) {
            const count = source.count * (source === destination ? source.count - 1 : destination.count);
            if (count === 0) continue;
            pairs += count;
            // another pod of the same template is a pod of its own
            const judge = judgePair(cluster, source, { ...destination });
            const verdicts = packets.map((packet) => [keyOf(packet), judge(packet)] as const);
            for (const [key, verdict] of verdicts) if (verdict !== 'denied') judged[verdict].add(key);
            if (verdicts.some(([, verdict]) => verdict === 'allowed')) open += count;
            if (verdicts.every(([, verdict]) => verdict === 'denied')) closed += count;
          }
        }
        const where = [i, from, to];
        // there may be more pods than the input writes
        if (from === to && sources.some(({ kind, count }) => kind !== 'Pod' && count < 2)) continue;
        const pair = report.register.namespaces.pairs.find(({ source, destination }) => source === from && destination === to);
        expect([...where, pair !== undefined, rows.has(`${from} ${to}`)]).toEqual([...where, pairs > 0, pairs > 0]);
        if (pair === undefined) continue;
        const cell = report.zones.cells.find(({ source, destination }) => source === from && destination === to);
        for (const verdict of ['allowed', 'unknown'] as const) {
          const said = packets.filter(({ protocol, port }) => pair[verdict]._set.contains(protocol, port)).map(keyOf);
          expect([...where, verdict, said]).toEqual([...where, verdict, packets.map(keyOf).filter((key) => judged[verdict].has(key))]);
          expect([...where, cell?.[verdict].text ?? 'No Connections']).toEqual([...where, pair[verdict].text]);
          if (judged[verdict].size > 0) expect(rows.get(`${from} ${to}`)).toContain(`${verdict} for some: `);
          found[verdict] += judged[verdict].size;
        }
        if (rows.get(`${from} ${to}`) !== 'denied for every pair of pods') continue;
        expect([...where, judged.allowed.size, judged.unknown.size]).toEqual([...where, 0, 0]);
        found.denied++;
      }
    }
    const { allowedPairs, unknownPairs, deniedPairs } = report.summary;
    expect([i, allowedPairs + unknownPairs + deniedPairs]).toEqual([i, all * (all - 1)]);
    expect([i, allowedPairs >= open, deniedPairs <= closed]).toEqual([i, true, true]);
    expect(page).toContain(`<dd>${allowedPairs} with something allowed, ${unknownPairs} unknown, ${deniedPairs} denied</dd>`);
  }
  for (const count of Object.values(found)) expect(count).toBeGreaterThan(10);
});
