import type { Witness } from '../../model';
import type { Packet } from '../../sets';
import type { LintContext, PlacedRule } from '../framework/context';
import { singlePorts } from './packets';
import { connectionsOf } from './pairs';

/** A mistake in the written ports at a destination, with a packet that they do not open. */
export interface Missed {
  readonly missed: Packet;
}

/** The single ports that an allow rule writes. */
export function writtenPorts({ rule }: PlacedRule): readonly Packet[] {
  return rule.traffic.fixed.isAll() || rule.action !== 'allow' ? [] : singlePorts(rule.traffic.fixed);
}

/** The mistakes in the written ports of a rule: one for each destination, with a denied connection. */
export function* missedPorts<T extends Missed>(
  context: LintContext,
  placed: PlacedRule,
  find: (context: LintContext, destination: number, written: readonly Packet[]) => T | undefined,
): Generator<T & { readonly witness: Witness }> {
  const written = writtenPorts(placed);
  if (written.length === 0) return;
  const done = new Set<number>();
  for (const { source, destination } of connectionsOf(context, placed)) {
    const found = done.has(destination) ? undefined : find(context, destination, written);
    const witness = found && context.witness(source, destination, found.missed.protocol, found.missed.port, 'denied');
    if (found === undefined || witness !== undefined) done.add(destination);
    if (found !== undefined && witness !== undefined) yield { ...found, witness };
  }
}
