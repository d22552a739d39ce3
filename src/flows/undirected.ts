import { addReply, addTo, Edges } from './edges';
import type { ObservedFlow } from './observation';

/** Ports from here on are given to clients by most systems. */
const FIRST_EPHEMERAL = 32_768;
const MAX_KEPT = 100_000;

/** Whether a workload listens on a port; `undefined` if unknown. */
type Listens = (end: number, protocol: string, port: number) => boolean | undefined;

/** How the records without a direction were classified. */
export interface Undirected {
  /** Joined to a connection that other records show. */
  readonly joined: number;
  /** Decided by a port that one end listens on, or that no client is given. */
  readonly byPort: number;
  /** Undetermined; they are not counted as connections. */
  readonly undecided: number;
}

/** Packets without a direction (request or reply), kept until the whole record is read. */
export class UndirectedFlows {
  private readonly kept = new Map<string, { flow: ObservedFlow; weight: number }>();
  private dropped = 0;

  public add(flow: ObservedFlow): void {
    const { source, destination, protocol, port, sourcePort } = flow;
    // one entry for all clients of a server, whichever way the packet went
    const [fromClient, toClient] = [sourcePort >= FIRST_EPHEMERAL, port >= FIRST_EPHEMERAL];
    const from = fromClient && !toClient ? 0 : sourcePort;
    const to = toClient && !fromClient ? 0 : port;
    const key = `${source},${destination},${protocol},${from},${to},${flow.family},${flow.outcome}`;
    const known = this.kept.get(key);
    if (known !== undefined) known.weight += flow.weight;
    else if (this.kept.size < MAX_KEPT) this.kept.set(key, { flow, weight: flow.weight });
    else this.dropped += flow.weight;
  }

  /** Adds what can be decided to the edges. */
  public settle(edges: Edges, listens: Listens): Undirected {
    let [joined, byPort, undecided] = [0, 0, this.dropped];
    for (const { flow, weight } of this.kept.values()) {
      const { source, destination, protocol, port, sourcePort, family } = flow;
      const record = { ...flow, weight };
      const asked = edges.find(source, destination, protocol, port, family);
      const answered = sourcePort === 0 ? undefined : edges.find(destination, source, protocol, sourcePort, family);
      if (asked !== undefined && answered === undefined) {
        addTo(asked, record);
        joined += weight;
      } else if (answered !== undefined && asked === undefined) {
        addReply(answered, record);
        joined += weight;
      } else {
        const way = wayOf(flow, listens);
        if (way === 'asks') addTo(edges.at(source, destination, protocol, port, family), record);
        if (way === 'answers') addReply(edges.at(destination, source, protocol, sourcePort, family), record);
        if (way === undefined) undecided += weight;
        else byPort += weight;
      }
    }
    return { joined, byPort, undecided };
  }
}

/** A port that one end listens on and the other does not, or one that clients are not given, names the server. */
function wayOf({ source, destination, protocol, port, sourcePort }: ObservedFlow, listens: Listens): 'asks' | 'answers' | undefined {
  const [server, client] = [listens(destination, protocol, port), sourcePort === 0 ? false : listens(source, protocol, sourcePort)];
  if (server === true && client !== true) return 'asks';
  if (client === true && server !== true) return 'answers';
  if (sourcePort === 0) return undefined;
  if (port < FIRST_EPHEMERAL && sourcePort >= FIRST_EPHEMERAL && server !== false) return 'asks';
  if (sourcePort < FIRST_EPHEMERAL && port >= FIRST_EPHEMERAL && client !== false) return 'answers';
  return undefined;
}
