import { workloadEnd } from '../framework/context';
import { areAll, areMost } from '../helpers/anywhere';
import { exampleOf, openAddresses } from '../helpers/outside';
import { SENSITIVE, sensitivePort } from '../helpers/sensitive-ports';
import type { LintRule } from '../framework/rule';
import { nameOf } from '../helpers/text';

export const SENSITIVE_PORT_EXPOSED: LintRule = {
  id: 'sensitive-port-exposed',
  severity: 'warning',
  edge: true,
  summary: 'A database or administration port of an isolated pod is open to most addresses.',
  why: 'the pod is isolated, and yet a port that is often attacked is open to the world',
  *check(context) {
    for (const c of context.classes()) {
      if (!context.isolated('ingress', c)) continue;
      for (const workload of context.workloads(c)) {
        const port = sensitivePort(workload);
        if (port === undefined) continue;
        const open = openAddresses(context, 'ingress', c, port);
        const address = areMost(open) ? exampleOf(open) : undefined;
        const witness = address && context.witness(address, c, 'TCP', port.port, 'allowed');
        if (address === undefined || witness === undefined) continue;
        const opening = context.engine.decisions('ingress', c, address, 'TCP', port.port).find(
          ({ effect, rule }) => effect === 'allow' && rule !== undefined,
        );
        const who = areAll(open) ? 'every address' : 'most addresses';
        yield {
          message: `TCP ${port.port} (${SENSITIVE.get(port.port)}) of \`${nameOf(workload)}\` is open to ${who}`,
          fix: 'allow only the sources that need it: `from` with selectors',
          origin: opening?.policy.origin ?? workload.origin,
          path: opening?.rule?.origin.path ?? [],
          witness: { ...witness, destination: workloadEnd(workload) },
        };
        break;
      }
    }
  },
};
