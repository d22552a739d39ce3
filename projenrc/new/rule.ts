import { constantOf, insertImport, insertRow, Skeleton } from './skeleton';

/** A rule of `netfence check`: source, page and test. It finds policies called `example-to-avoid` until you write what it is to find. */
export function rule(id: string): Skeleton {
  const constant = constantOf(id);
  const summary = 'A policy is called `example-to-avoid`.';
  const registry = 'src/lint/framework/registry.ts';
  return {
    files: {
      [`src/lint/rules/${id}.ts`]: `import type { LintRule } from '../framework/rule';

export const ${constant}: LintRule = {
  id: '${id}',
  severity: 'info',
  edge: false,
  summary: '${summary}',
  why: 'a name that says nothing does not help a reader',
  *check(context) {
    for (const { name, origin } of context.policies) {
      if (name !== 'example-to-avoid') continue;
      yield { message: \`\${origin.label} has a name that says nothing\`, fix: 'use a name that says what the policy admits', origin, path: ['metadata', 'name'] };
    }
  },
};
`,
      [`docs/rules/${id}.md`]: `# ${id}

After this page you can correct a finding of \`${id}\`, and you know when to turn the rule off.

${summary}

Level: info.

## Avoid

\`\`\`yaml
${POLICY('example-to-avoid')}\`\`\`

## Prefer

\`\`\`yaml
${POLICY('web-to-api')}\`\`\`

## Why

A name that says nothing does not help a reader.

## Options

None. \`rules: { ${id}: off }\` turns it off; \`error\`, \`warning\` or \`info\` sets its level.

## When not to use it

When another tool gives the names.

## The cluster of the examples

\`\`\`yaml
{ apiVersion: v1, kind: Pod, metadata: { namespace: shop, name: web, labels: { app: web } }, spec: { containers: [{ name: main }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { namespace: shop, name: api, labels: { app: api } }, spec: { containers: [{ name: main }] } }
\`\`\`
`,
      [`test/lint/rules/${id}.test.ts`]: `import { API, ingress, pods, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('${id}', {
  'a name that says nothing': {
    given: [...SHOP, ingress('shop/example-to-avoid', API, { from: [pods(WEB)] })],
    found: ['info NetworkPolicy shop/example-to-avoid metadata.name'],
  },
  'a name that says what it admits': { given: [...SHOP, ingress('shop/web-to-api', API, { from: [pods(WEB)] })], found: [] },
});
`,
    },
    edits: [
      insertImport(registry, `import { ${constant} } from '../rules/${id}';`),
      { path: registry, apply: (text) => listedIn(text, constant) },
      insertRow('docs/rules/README.md', '## What other tools look for', `| [${id}](${id}.md) | info | – | ${summary} |`),
    ],
    next: ['write what the rule finds, its page and its test', 'move its row in docs/rules/README.md to the group where a reader looks for it'],
  };
}

function POLICY(name: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { namespace: shop, name: ${name} }
spec:
  podSelector: { matchLabels: { app: api } }
  policyTypes: [Ingress]
  ingress:
    - from:
        - { podSelector: { matchLabels: { app: web } } }
`;
}

/** The list of rules with one more, in the order of the ids. */
function listedIn(text: string, constant: string): string {
  return text.replace(/(= \[\n)((?: {2}\w+,\n)+)(\];)/, (_, head: string, rows: string, end: string) => {
    const names = [...rows.matchAll(/\w+/g)].map(([name]) => name);
    return `${head}${[...names, constant].sort().map((name) => `  ${name},\n`).join('')}${end}`;
  });
}
