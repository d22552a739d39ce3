import { causesOf, End, Engine, Reach, UnknownCause } from '../../../engine';
import type { Packet } from '../../../sets';
import { Direction } from '../../../model';
import { packetOf } from '../../ends/packets';

/** Why something is unknown: exactly for two classes, or for a row and those that it does not list. */
export class PairReasons {
  private readonly ofRow: Record<Direction, Map<number, readonly UnknownCause[]>> = { ingress: new Map(), egress: new Map() };
  private readonly notes = new Map<string, number>();

  public constructor(private readonly engine: Engine) {}

  /** A number for what is unknown about connections to a class from classes that its row does not list. */
  public noteOf(classId: number): number {
    const key = this.reasons('ingress', classId).map(({ reason }) => reason).join('\n');
    let note = this.notes.get(key);
    if (note === undefined) this.notes.set(key, (note = this.notes.size));
    return note;
  }

  public ofRows(source: number, destination: number): readonly UnknownCause[] {
    return [...this.reasons('egress', source), ...this.reasons('ingress', destination)];
  }

  public between(source: number, destination: number, unknown: Reach['unknown']): readonly UnknownCause[] {
    const packet = packetOf(unknown);
    const causes = [...this.at('egress', source, destination, packet), ...this.at('ingress', destination, source, packet)];
    return [...new Map(causes.map((cause) => [cause.reason, cause])).values()];
  }

  /** Why, where no rule is the reason. `classes`: of the workloads of the pair. */
  public otherwise(known: readonly Reach[], classes: readonly number[]): readonly UnknownCause[] {
    if (known.length > 1) return because('the pods of one end are judged differently');
    if (known.some(({ unknown }) => !unknown.isEmpty())) return because('policies of equal priority disagree');
    const isHost = classes.some((c) => this.engine.classes.example[c].hostNetwork);
    return because(isHost ? 'this format takes pods on the host network for ordinary pods' : 'this format takes blocks for addresses outside the cluster');
  }

  public at(direction: Direction, classId: number, peer: End, { protocol, port }: Packet): UnknownCause[] {
    return causesOf(this.engine, direction, classId, peer, this.engine.decisions(direction, classId, peer, protocol, port));
  }

  private reasons(direction: Direction, classId: number): readonly UnknownCause[] {
    const number = this.engine.rowNumber(direction, classId);
    const known = this.ofRow[direction];
    let reasons = known.get(number);
    if (reasons === undefined) known.set(number, (reasons = this.work(direction, classId)));
    return reasons;
  }

  private work(direction: Direction, classId: number): readonly UnknownCause[] {
    const row = this.engine.row(direction, this.engine.rowNumber(direction, classId));
    const { mayAllow, mayDeny } = this.engine.outcome(row.defaultOutcome);
    const undecided = mayAllow.intersect(mayDeny);
    if (undecided.isEmpty()) return [];
    let peer = 0;
    while (row.classes[peer] === peer) peer++;
    return peer < this.engine.classes.count ? this.at(direction, classId, peer, packetOf(undecided)) : [];
  }
}

function because(reason: string): readonly UnknownCause[] {
  return [{ reason }];
}
