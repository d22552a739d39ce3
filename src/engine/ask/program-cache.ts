import { Direction, DIRECTIONS } from '../../model';
import type { Op } from '../compile';

/** Programs of so many ops together are kept of each direction; then all are dropped. */
const MAX_OPS = 65_536;

/** Programs of rows. Kept for all rows of a large input, programs would be most of the memory. */
export class ProgramCache {
  private readonly programs: Readonly<Record<Direction, Map<number, readonly Op[]>>> = { ingress: new Map(), egress: new Map() };
  private readonly ops: Record<Direction, number> = { ingress: 0, egress: 0 };

  /** The program of a row, compiled where it is not kept. */
  public of(direction: Direction, row: number, compile: () => readonly Op[]): readonly Op[] {
    const kept = this.programs[direction];
    const known = kept.get(row);
    if (known !== undefined) return known;
    const program = compile();
    // one more, for an empty program takes room, too
    this.ops[direction] += program.length + 1;
    if (this.ops[direction] > MAX_OPS) {
      kept.clear();
      this.ops[direction] = program.length + 1;
    }
    kept.set(row, program);
    return program;
  }

  public clear(): void {
    for (const direction of DIRECTIONS) {
      this.programs[direction].clear();
      this.ops[direction] = 0;
    }
  }
}
