import { departs, departuresOf } from '../departures';
import { packetIn } from '../packets';
import type { LintRule } from '../rule';

export const AGENT_OPENS: LintRule = {
  id: 'agent-opens',
  severity: 'error',
  edge: true,
  summary: 'The CNI lets a connection pass that the words of the API deny.',
  why: 'the agent departs from the API, and a fence that looks closed is open',
  *check(context) {
    if (!departs(context.profile)) return;
    const seen = new Set<string>();
    for (const { source, destination, traffic, policy } of departuresOf(context, 'opens')) {
      const packet = packetIn(traffic, typeof destination === 'number' ? context.engine.classes.example[destination] : undefined);
      const witness = packet && context.witness(source, destination, packet.protocol, packet.port, 'allowed');
      if (witness === undefined) continue;
      const pair = `${witness.source.label} -> ${witness.destination.label}`;
      if (seen.has(pair)) continue;
      seen.add(pair);
      yield {
        message: `${context.profile.name} lets through what the policies deny: \`${pair}\`, ${traffic.toString()}`,
        fix: 'write one policy for each direction, and numbers in place of port names',
        origin: policy?.origin,
        path: ['spec'],
        witness: { ...witness, words: 'denied' },
      };
    }
  },
};
