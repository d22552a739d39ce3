import { camelOf, constantOf, insertBefore, insertImport, insertRow, Skeleton } from './skeleton';

/** A command: spec, run function, question, page and test. It counts the workloads of its input until you write what it is to answer. */
export function command(name: string): Skeleton {
  const constant = constantOf(name);
  const run = camelOf(name);
  const registry = 'src/cli/commands.ts';
  const load = `(require('./commands/${name}/run') as typeof import('./commands/${name}/run')).${run}`;
  const question = `(require('./questions/${name}/${name}') as typeof import('./questions/${name}/${name}')).${run}`;
  return {
    files: {
      [`src/cli/commands/${name}/spec.ts`]: `import { COMMON_OPTIONS } from '../../common-options';
import type { CommandSpec } from '../../option';

export const ${constant}: CommandSpec = {
  name: '${name}',
  summary: 'Count the workloads of the input.',
  usage: '${name} PATH…   (\`-\` is standard input)',
  options: COMMON_OPTIONS,
  examples: [{ command: 'netfence ${name} ./manifests', what: 'how many workloads are there?' }],
};
`,
      [`src/analysis/questions/${name}/${name}.ts`]: `import type { AnalysisSession } from '../../session/session';

/** How many workloads the input has. */
export function ${run}(session: AnalysisSession): number {
  return session.identities().size;
}
`,
      [`src/cli/commands/${name}/run.ts`]: `import { ${run} as ask } from '../../../analysis';
import { renderer } from '../../../report/renderer';
import { emit } from '../../emit';
import { exitCode } from '../../exit-code';
import { readInput, report } from '../../input';
import type { Io } from '../../io';
import type { Arguments } from '../../option';
import { ${constant} } from './spec';

/** Answers with the number of workloads. */
export async function ${run}(given: Arguments, io: Io): Promise<number> {
  const session = readInput(${constant}, given, io);
  report(session.problems, given, io);
  await emit([renderer('txt', () => (count: number) => [\`\${count}\\n\`])], ask(session), undefined, given, io);
  return exitCode(session.understood);
}
`,
      [`docs/${name}.md`]: `# netfence ${name}

After this page you can count the workloads of your manifests.

\`\`\`sh
netfence ${name} ./manifests
\`\`\`

## Exit codes

0: answered. 3: the input was not fully understood. 1: usage error.
`,
      [`test/cli/${name}.test.ts`]: `import { join } from 'path';
import { call } from './call';

const EXAMPLES = join(__dirname, '..', '..', 'examples', 'yaml');

it('counts the workloads', async () => {
  expect(await call(['${name}', EXAMPLES])).toMatchObject({ code: 0, out: expect.stringMatching(/^[1-9]\\d*\\n$/) });
});
`,
    },
    edits: [
      insertImport(registry, `import { ${constant} } from './commands/${name}/spec';`),
      insertBefore('src/analysis/index.ts', '// Expectations of tests', `// ${name}\nexport const ${run} = lazy(\n  () => ${question},\n);\n`),
      insertBefore(registry, '];\n\nexport const SPECS', `  { spec: ${constant}, load: () => ${load} },`),
      insertRow('docs/exit-codes.md', '`cdk8s synth` with the [plugin]', `| \`${name}\` | never |`),
      insertRow('docs/README.md', '## Change and rehearse', `| [${name}.md](${name}.md) | count the workloads of your manifests |`),
    ],
    next: [
      `write the question in src/analysis/questions/${name}/; an answer of several fields is declared in src/results/, and its formats are in src/report/`,
      'say in docs/README.md what a reader can do after its page',
    ],
  };
}
