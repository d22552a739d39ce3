import type { Engine, Reach } from '../../engine';
import { DIRECTIONS, Policy } from '../../model';
import type { Address } from '../../sets';
import type { AnalysisSession } from '../session/session';
import { dependsOnOthers, engineFor } from './pair';

/** Several pods, and possibly an address, alone with the policies that select them: every pair is judged as in the whole cluster. */
export class WhatIfGroup {
  public static of(session: AnalysisSession, positions: readonly number[], address?: Address): WhatIfGroup {
    const engine = session.engine();
    const policies = new Set<Policy>();
    for (const classId of new Set(positions.map((position) => engine.classes.ofWorkload[position]))) {
      for (const direction of DIRECTIONS) for (const { policy } of engine.policies(direction, classId)) policies.add(policy);
    }
    return new WhatIfGroup(session, positions, address, [...policies]);
  }

  private readonly engine: Engine;
  private readonly classOf: ReadonlyMap<number, number>;

  private constructor(
    private readonly session: AnalysisSession,
    private readonly positions: readonly number[],
    private readonly address: Address | undefined,
    public readonly policies: readonly Policy[],
  ) {
    const { workloads } = session.decoded.cluster;
    this.engine = engineFor(session, positions.map((position) => workloads[position]), policies);
    const { ofWorkload } = this.engine.classes;
    const whole = dependsOnOthers(session);
    this.classOf = new Map(positions.map((position, i) => [position, ofWorkload[whole ? position : i]]));
  }

  /** The same pods under other policies. */
  public under(policies: readonly Policy[]): WhatIfGroup {
    return new WhatIfGroup(this.session, this.positions, this.address, policies);
  }

  /** What passes between two pods, by their positions; without one, between a pod and the address. */
  public reach(source: number | undefined, destination: number | undefined): Reach {
    const end = (position: number | undefined) => (position === undefined ? this.address! : this.classOf.get(position)!);
    return this.engine.reach(end(source), end(destination));
  }
}
