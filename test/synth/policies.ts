/** Policies and fences of this package in a generated app: what they write at the last moment, and what they find, is the same in both apps. */
import type { Construct } from 'constructs';
import type { Kit } from './kit';
import type { Random } from './random';
import type { Tree } from './tree';

export function addPolicies(random: Random, { netfence }: Kit, { app, charts, groups, objects }: Tree): void {
  if (charts.length === 0) return;
  const { AllowBetween, AllowFrom, CheckMode, Checks, DefaultDeny, NamespaceFence, Peer, PodSelector, Port } = netfence;
  Checks.configure(app, { mode: random.pick([CheckMode.WARN, CheckMode.FAIL, CheckMode.OFF]), ...(random.once(3) && { sources: false }) });
  const namespaces = ['alpha', 'beta', 'gamma'];
  for (let i = 1 + random.below(5); i > 0; i--) {
    const scope = random.pick<Construct>([...charts, ...groups]);
    const namespace = random.pick(namespaces);
    const pods = PodSelector.labels({ app: random.pick(['a', 'b']) });
    switch (random.below(4)) {
      case 0: new NamespaceFence(scope, `fence-${i}`, { namespace, insideTraffic: random.once(2) }); break;
      case 1: new DefaultDeny(scope, `deny-${i}`, { namespace }); break;
      case 2: new AllowBetween(scope, `between-${i}`, {
        from: PodSelector.labels({ app: 'a' }), fromNamespace: namespace, to: PodSelector.labels({ app: 'b' }), toNamespace: random.pick(namespaces), ports: [Port.tcp(80)],
      }); break;
      default: {
        const allow = new AllowFrom(scope, `allow-${i}`, { namespace, pods, from: [Peer.pods({ app: 'c' })], ports: [Port.tcp(8000 + i)] });
        if (objects.length > 0 && random.once(3)) allow.node.addDependency(random.pick(objects));
      }
    }
  }
}
