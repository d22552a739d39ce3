/** The label that the organisation puts on namespaces, and the value that means: people's data, behind a fence. */
const LABEL = 'example.org/data';
const RESTRICTED = 'restricted';

/**
 * Restricted data is reached from namespaces that are restricted themselves, and from nowhere else.
 *
 * @type {import('cdk8s-netfence').IRule}
 */
const restrictedData = {
  id: 'org-restricted-data',
  severity: 'error',
  summary: 'Restricted data can be reached from a namespace that is not restricted.',
  why: 'who works in such a namespace has not signed for the data',
  page: 'https://wiki.example.org/restricted-data',
  check({ analysis, objects }) {
    const namespaces = objects.filter(({ kind, labels }) => kind === 'Namespace' && labels[LABEL] === RESTRICTED).map(({ name }) => name);
    const inside = analysis.workloads.filter(({ namespace }) => namespaces.includes(namespace));
    const outside = analysis.workloads.filter(({ namespace }) => !namespaces.includes(namespace));
    return inside.flatMap((target) => outside.flatMap((source) => {
      const { allowed, unknown } = analysis.reach(source.label, target.label);
      if (allowed.isEmpty && unknown.isEmpty) return [];
      const surely = !allowed.isEmpty;
      return [{
        message: `\`${source.label}\` ${surely ? 'reaches' : 'may reach'} \`${target.label}\`, which holds restricted data`,
        fix: 'let it in from restricted namespaces only, or ask for the label',
        object: `Namespace ${target.namespace}`,
        field: 'metadata.labels',
        // a connection of which nobody can tell whether it passes shows nothing
        ...(surely && { witness: { source: source.label, destination: target.label, traffic: allowed.example } }),
      }];
    }));
  },
};

exports.rules = [restrictedData];
