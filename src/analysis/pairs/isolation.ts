import { Engine, isolationOfClass } from '../../engine';
import type { Direction } from '../../model';
import { Isolation } from '../../results/enums';

/** Whether policies isolate pods of some classes. */
export function isolationOf(engine: Engine, direction: Direction, classes: Iterable<number>): Isolation {
  const found = new Set(Array.from(new Set(classes), (classId) => isolationOfClass(engine, direction, classId)));
  if (found.has('definite') && found.has('no')) return Isolation.PARTLY;
  if (found.has('possible')) return Isolation.UNKNOWN;
  return found.has('definite') ? Isolation.ISOLATED : Isolation.NOT_ISOLATED;
}
