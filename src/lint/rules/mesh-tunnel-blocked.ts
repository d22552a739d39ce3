import type { LintRule } from '../framework/rule';
import { namesIn, isolatedGroups } from '../helpers/groups';
import { listedAs } from '../helpers/text';

/** The port of the tunnel of an ambient mesh. */
const TUNNEL = 15008;

export const MESH_TUNNEL_BLOCKED: LintRule = {
  id: 'mesh-tunnel-blocked',
  severity: 'warning',
  edge: true,
  assumes: 'own policies',
  summary: 'Pods of an ambient mesh do not admit its tunnel.',
  why: 'in an ambient mesh, connections between pods arrive at port 15008, not at the port of the application',
  *check(context) {
    for (const { classes, policies } of isolatedGroups(context, 'ingress')) {
      const ambient = classes.filter(
        (c) => context.namespace(context.engine.classes.example[c].namespace)?.labels['istio.io/dataplane-mode'] === 'ambient',
      );
      const [c] = ambient;
      if (c === undefined) continue;
      for (const source of context.classes()) {
        if (source === c || context.engine.reach(source, c).allowed.isEmpty()) continue;
        const witness = context.witness(source, c, 'TCP', TUNNEL, 'denied');
        if (witness === undefined) continue;
        yield {
          message: `${listedAs(namesIn(context, ambient), 'admits', 'admit')} connections, but not the tunnel of the mesh at TCP ${TUNNEL}`,
          fix: `allow TCP ${TUNNEL} from the same peers`,
          origin: policies[0].origin,
          path: ['spec', 'ingress'],
          witness,
        };
        break;
      }
    }
  },
};
