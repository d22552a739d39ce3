import { Direction, DIRECTIONS } from '../../model';
import type { Op } from '../compile';

/** Programs of so many ops together are kept of each direction; then all are dropped. */
const MAX_OPS = 65_536;

/** Programs of rows. Kept for all rows of a large input, programs would be most of the memory. */
export class ProgramCache {
  private readonly programs: Readonly<Record<Direction, Map<number, readonly Op[]>>> = { ingress: new Map(), egress: new Map() };
  private readonly ops: Record<Direction, number> = { ingress: 0, egress: 0 };
  private last?: { readonly direction: Direction; readonly row: number; readonly program: readonly Op[] };

  /** The program of a row, compiled where it is not kept. `forget`: a program that is compiled for this question is kept until the next one is. */
  public of(direction: Direction, row: number, keeping: 'keep' | 'forget', compile: () => readonly Op[]): readonly Op[] {
    const { last } = this;
    if (last !== undefined && last.row === row && last.direction === direction) return last.program;
    const kept = this.programs[direction];
    const known = kept.get(row);
    if (known !== undefined) return known;
    const program = compile();
    this.last = { direction, row, program };
    if (keeping === 'forget') return program;
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
    this.last = undefined;
    for (const direction of DIRECTIONS) {
      this.programs[direction].clear();
      this.ops[direction] = 0;
    }
  }
}
