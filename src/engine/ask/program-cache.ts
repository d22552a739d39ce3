import { Direction, DIRECTIONS } from '../../model';
import type { Op } from '../compile';

/** So many programs of each direction are kept; then all are dropped. */
const MAX_PROGRAMS = 256;
/** A longer program is kept alone. */
const MAX_KEPT_OPS = 256;

/** Programs of rows. A few short ones are kept: kept for all rows, programs would be most of the memory. */
export class ProgramCache {
  private readonly programs: Readonly<Record<Direction, Map<number, readonly Op[]>>> = { ingress: new Map(), egress: new Map() };

  /** The program of a row, compiled where it is not kept. */
  public of(direction: Direction, row: number, compile: () => readonly Op[]): readonly Op[] {
    const kept = this.programs[direction];
    const known = kept.get(row);
    if (known !== undefined) return known;
    const program = compile();
    if (kept.size >= MAX_PROGRAMS || program.length > MAX_KEPT_OPS) kept.clear();
    kept.set(row, program);
    return program;
  }

  public clear(): void {
    for (const direction of DIRECTIONS) this.programs[direction].clear();
  }
}
