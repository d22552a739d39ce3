import type { NamedEnd } from '../../src/analysis/ends/ends';
import { reachBetween } from '../../src/analysis/ends/reach-between';
import type { AnalysisSession } from '../../src/analysis/session/session';
import type { End } from '../../src/engine';
import type { VerdictName } from '../../src/model';
import type { Enforcement } from '../../src/profiles';
import { Address, parseAddress, Protocol } from '../../src/sets';

/** A cluster file of the recordings. */
export interface RecordedCluster {
  readonly namespaces: { name: string; labels: Record<string, string> }[];
  readonly pods: { namespace: string; name: string; ip: string; ip6?: string }[];
  readonly externals: { ip: string }[];
  readonly probe: { protocol: Protocol; port: number }[];
}

/** One letter of a recorded matrix with everything that is needed to ask for it again. */
interface Letter {
  readonly source: string;
  readonly destination: string;
  readonly probe: { protocol: Protocol; port: number };
  readonly family: 4 | 6;
  readonly letter: string;
}

/** The judged letters of a matrix. */
export function* lettersOf(cluster: RecordedCluster, matrix: Readonly<Record<string, string>>): Generator<Letter> {
  const names = endNames(cluster);
  const dual = cluster.pods.some((pod) => pod.ip6 !== undefined);
  for (const [source, line] of Object.entries(matrix)) {
    const words = line.split(' ');
    for (const [i, word] of words.entries()) {
      if (word === '-') continue;
      for (let l = 0; l < word.length; l++) {
        if (word[l] === '-') continue;
        const family = dual && l >= cluster.probe.length ? 6 : 4;
        yield { source, destination: names[i], probe: cluster.probe[l % cluster.probe.length], family, letter: word[l] };
      }
    }
  }
}

function endNames(cluster: RecordedCluster): string[] {
  return [...cluster.pods.map((pod) => `${pod.namespace}/${pod.name}`), ...cluster.externals.map((external) => external.ip)];
}

/** Asks the engine about ends as the recordings name them. */
export class Judge {
  private readonly pods: ReadonlyMap<string, number>;

  public constructor(private readonly session: AnalysisSession, private readonly profile?: Enforcement) {
    this.pods = new Map(session.decoded.cluster.workloads.map((w, position) => [`${w.namespace}/${w.pod ?? w.name}`, position]));
  }

  public verdict(source: string, destination: string, protocol: Protocol, port: number, family?: 4 | 6): VerdictName {
    if (source === destination) return 'allowed';
    const engine = this.session.engine({ ...(this.profile && { profile: this.profile }), ...(family && { family }) });
    const end = (name: string): End => {
      const position = this.pods.get(name);
      return position === undefined ? (parseAddress(name) as Address) : engine.classes.ofWorkload[position];
    };
    const named = (name: string): NamedEnd => {
      const position = this.pods.get(name);
      return position === undefined ? { label: name, positions: [], address: parseAddress(name) } : { label: name, positions: [position] };
    };
    const aboutNode = [end(source), end(destination)].some((e) => typeof e !== 'number' && engine.isNodeAddress(e));
    const { allowed, unknown } = aboutNode
      ? reachBetween(engine, named(source), named(destination))
      : engine.reach(end(source), end(destination));
    return allowed.contains(protocol, port) ? 'allowed' : unknown.contains(protocol, port) ? 'unknown' : 'denied';
  }
}
