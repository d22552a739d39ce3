import { isBroken } from '../../../results/outcomes';
import type { ReplayEdge } from '../../../results/replay';
import type { ResolvedTraffic } from '../../traffic/traffic';
import { applyIgnores } from './ignores';
import { edgesOfTraffic, ReplaySettings } from './replay';

/** Finds what is denied in a record that goes on, each connection once. */
class LiveReplay {
  private readonly said = new Set<string>();

  public constructor(private readonly settings: Pick<ReplaySettings, 'compared' | 'ignores' | 'today'>) {}

  /** How many connections were found to be denied. */
  public get count(): number {
    return this.said.size;
  }

  /** The denied connections that were not denied, or not there, when it was asked before. */
  public newlyDenied(traffic: ResolvedTraffic): ReplayEdge[] {
    const { compared = false, ignores = [], today = '' } = this.settings;
    const { edges } = applyIgnores(edgesOfTraffic(traffic, compared, 0), ignores, today);
    return edges.filter(isBroken).filter(({ source, destination, traffic: port }) => {
      const key = `${source}\n${destination}\n${port}`;
      const isNew = !this.said.has(key);
      this.said.add(key);
      return isNew;
    });
  }
}

/** A look-out for newly denied connections. */
export function liveReplay(settings: Pick<ReplaySettings, 'compared' | 'ignores' | 'today'>): LiveReplay {
  return new LiveReplay(settings);
}
