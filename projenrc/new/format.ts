import { constantOf, insertBefore, insertImport, Skeleton } from './skeleton';

/** A form of recorded flows: reader, page and test. It reads lines such as `NAME 10.0.0.1 10.0.0.2 TCP 8080` until you write what it is to read. */
export function format(name: string): Skeleton {
  const constant = constantOf(name);
  const registry = 'src/flows/formats/registry.ts';
  return {
    files: {
      [`src/flows/formats/${name}.ts`]: `import { portOf } from '../fields';
import type { FlowFormat, Sink } from '../observation';

const LINE = /^${name} (\\S+) (\\S+) (TCP|UDP|SCTP) (\\d+)$/;

/** Lines such as \`${name} 10.0.0.1 10.0.0.2 TCP 8080\`. */
export const ${constant}: FlowFormat = {
  name: '${name}',
  takes: 'lines',
  words: ['${name}'],
  fits: (line) => LINE.test(line),
  open: (sink) => ({ take: (record) => take(String(record), sink) }),
};

function take(line: string, sink: Sink): void {
  const [, source, destination, protocol, text] = LINE.exec(line) ?? [];
  const port = portOf(text);
  if (port === undefined) return sink.bad('a line that is not complete');
  sink.flow({
    source: sink.end(source, () => ({ address: source })),
    destination: sink.end(destination, () => ({ address: destination })),
    protocol,
    port,
    sourcePort: 0,
    reply: false,
    outcome: 'seen',
    arrived: false,
    time: NaN,
    weight: 1,
    client: 0,
  });
}
`,
      [`docs/flows/${name}.md`]: `# ${name} (\`--from ${name}\`)

After this page you know which fields are read.

| field | what it is read for |
|---|---|
| first and second address | ends |
| protocol, port | traffic |
`,
      [`test/flows/formats/${name}.test.ts`]: `import { capture, record } from '../capture';

it('reads ends and traffic', () => {
  expect(record('${name} 10.0.0.1 10.0.0.2 TCP 8080\\n').format).toBe('${name}');
  const { flows: [flow], bad } = capture('${name}', ['${name} 10.0.0.1 10.0.0.2 TCP 8080']);
  expect(flow).toMatchObject({ source: { address: '10.0.0.1' }, destination: { address: '10.0.0.2' }, protocol: 'TCP', port: 8080 });
  expect(bad).toEqual([]);
});

it('counts what is not complete', () => {
  expect(capture('${name}', ['${name} 10.0.0.1']).bad).toEqual(['a line that is not complete']);
});
`,
    },
    edits: [
      insertImport(registry, `import { ${constant} } from './${name}';`),
      insertBefore(registry, '  GENERIC_JSON,', `  ${constant},`),
      { path: 'src/cli/flow-options.ts', apply: (text) => text.replace("'json', 'csv']", `'${name}', 'json', 'csv']`) },
      insertBefore('docs/replay.md', '| anything else, as a table or JSON |', `| what writes such lines | [${name}](flows/${name}.md) |`),
    ],
    next: ['write what the reader takes, its page and its test', 'put it into the order of src/flows/formats/registry.ts: the first form that fits a line is the form of its file'],
  };
}
