/** What commands say of recorded traffic, on a case and on its completion. */
import { readText } from '../../src/analysis/session/read';
import { advise } from '../../src/analysis/questions/advise/advise';
import { planRollout } from '../../src/analysis/questions/plan/plan';
import { ReplayJudge } from '../../src/analysis/questions/replay/judge';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { readTraffic, ResolvedTraffic } from '../../src/analysis/traffic/traffic';
import type { Case } from './generate';
import { Random } from './generate/random';
import { shareAddresses } from './law-world';

const COLUMNS = 'time,src_namespace,src_workload,src_ip,dst_namespace,dst_workload,dst_ip,dst_port,protocol,verdict';

/** The same record on the case and on its completion: replayed, and with what is advised and planned for the case. */
export async function* traffic(
  before: AnalysisSession, after: AnalysisSession, item: Case, random: Random, note: (command: string) => void,
): AsyncGenerator<string> {
  const pods = [...before.identities().values()].map(({ namespace, kind, name }) => `${namespace},${kind}/${name},`);
  const ends = [...pods, ...item.externals.map((ip) => `,,${ip}`)];
  const lines = random.times(20, () => `2026-11-20T10:15:01Z,${random.pick(ends)},${random.pick(ends)},${random.pick(item.ports)},TCP,FORWARDED`);
  const [was, is] = await Promise.all([before, after].map((session) => readTraffic(['-'], [session], { stdin: [COLUMNS, ...new Set(lines), ''].join('\n') })));
  yield* compared('replay', was, is, '', note);
  // a third of the clusters, for advice takes long
  if (!random.chance(0.35)) return;
  const { yaml } = advise(was);
  yield* compared('advise', was, is, yaml, note);
  const { steps } = planRollout(was, { fence: [random.pick([...before.identities().values()]).namespace] });
  for (const step of new Set(steps.map((one) => one.yaml))) if (step !== '') yield* compared('plan', was, is, step, note);
}

function* compared(command: string, was: ResolvedTraffic, is: ResolvedTraffic, yaml: string, note: (command: string) => void): Generator<string> {
  const later = verdictsOf(is, yaml);
  for (const [edge, verdict] of verdictsOf(was, yaml)) {
    const [from, to] = edge.split(/ -> | (?:TCP|UDP|SCTP) /);
    if ((verdict !== 'allowed' && verdict !== 'denied') || (verdict === 'allowed' && !shareAddresses(is.sessions[0], nameOf(from), nameOf(to)))) continue;
    note(command);
    const now = later.get(edge);
    if ((now === 'allowed' || now === 'denied') && now !== verdict) yield `${command}: ${edge} was ${verdict}, and is ${now} with the facts${yaml === '' ? '' : ` and\n${yaml}`}`;
  }
}

function verdictsOf({ sessions: [session], edges }: ResolvedTraffic, yaml: string): Map<string, string> {
  const judge = new ReplayJudge(yaml === '' ? session : session.withPolicies(readText(yaml, 'more.yaml').decoded.policies), 0);
  return new Map(edges.map((edge) => [`${edge.source.ends[0].label} -> ${edge.destination.ends[0].label} ${edge.protocol} ${edge.port}`, judge.judge(edge).verdict]));
}

/** An end as a question names it: of the node that has an address, the address. */
function nameOf(label: string): string {
  return label.slice(label.lastIndexOf(' ') + 1);
}
