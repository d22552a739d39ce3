import type { IConstruct } from 'constructs';
import { AnalysisSession, constructBehind, FENCE_PROOF, Ignore } from '../../analysis';
import { LabelSelector } from '../../sets';
import type { AppMessage } from '../app-message';
import type { Isolation } from '../isolation';
import { acceptsProof, Fence, FencedEverywhere } from './fence';

/** The part of an app's model that is read here. */
interface FencedApp {
  readonly fences: readonly Fence[];
  /** Absent where `Fences.everywhere` was not called. */
  readonly everywhere?: FencedEverywhere;
  isolation(): Isolation;
  ignoresOf(construct: IConstruct): readonly Ignore[];
}

interface LateWorkloads {
  readonly errors: readonly AppMessage[];
  readonly warnings: readonly AppMessage[];
}

/** Workloads that were added after `Fences.everywhere`, in namespaces that nothing fences. */
export function lateWorkloads(session: AnalysisSession, app: FencedApp, today: string): LateWorkloads {
  const { everywhere } = app;
  if (everywhere === undefined) return { errors: [], warnings: [] };
  const errors = new Map<string, AppMessage>();
  const warnings: AppMessage[] = [];
  const settled = new Set([...everywhere.except, ...app.fences.map(({ namespace }) => namespace)]);
  const isolation = app.isolation();
  for (const { name, kind, origin } of session.decoded.cluster.workloads) {
    const behind = constructBehind(origin);
    if (behind === undefined || acceptsProof(app.ignoresOf(behind.object), today)) continue;
    const { object: construct } = behind;
    const namespace = (behind.value as Manifest).metadata?.namespace;
    const what = `${kind} ${name} (${behind.construct})`;
    if (namespace === undefined) {
      const text = `${what} is not fenced: it names no namespace, so it goes to the current namespace of \`kubectl\``;
      if (!everywhere.seen.has(construct)) warnings.push({ construct, text });
    } else if (!settled.has(namespace) && !errors.has(namespace) && !isClosed(isolation, namespace)) {
      const text = `[${FENCE_PROOF}] namespace ${namespace} has no fence: ${what} came after \`Fences.everywhere\`; ` +
        `fix: call \`Fences.everywhere\` last, write \`new NamespaceFence(chart, '${namespace}')\`, or name it in \`except\``;
      errors.set(namespace, { construct, text });
    }
  }
  return { errors: [...errors.values()], warnings };
}

interface Manifest {
  readonly metadata?: { readonly namespace?: string };
}

function isClosed(isolation: Isolation, namespace: string): boolean {
  return (['ingress', 'egress'] as const).every((direction) => isolation.coverage(namespace, LabelSelector.EVERYTHING, direction) === 'all');
}
