import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { runExample } from '../examples/run';

const DOCS = join(__dirname, '..', '..', 'docs');

interface Session {
  readonly command: string;
  readonly output: string;
}

function blocksOf(page: string, language: string): string[] {
  return [...readFileSync(join(DOCS, page), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block);
}

/** The commands of a page with the output that it promises, in order. */
export function sessionsOf(page: string): Session[] {
  return blocksOf(page, 'console').flatMap((block) => block.split(/^\$ /m).slice(1)).map((session) => {
    const [command, ...output] = session.split('\n');
    return { command, output: output.join('\n') };
  });
}

/** A folder with the organisation without its policies, what is around it, and its record; the function goes back and removes it. */
export async function openOrganisation(): Promise<() => void> {
  const { manifests } = await runExample('organisation.ts');
  const folder = mkdtempSync(join(tmpdir(), 'netfence-story-'));
  const before = process.cwd();
  mkdirSync(join(folder, 'cluster'));
  writeFileSync(join(folder, 'cluster', 'organisation.yaml'), manifests.filter(({ kind }) => kind !== 'NetworkPolicy').map((one) => stringify(one)).join('---\n'));
  writeFileSync(join(folder, 'cluster', 'around.yaml'), blocksOf('rollout.md', 'yaml')[0]);
  writeFileSync(join(folder, 'flows.csv'), blocksOf('rollout.md', 'csv')[0]);
  const [closed, never] = blocksOf('advise.md', 'yaml');
  writeFileSync(join(folder, 'closed.yaml'), closed);
  writeFileSync(join(folder, 'never.yaml'), never);
  process.chdir(folder);
  return () => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  };
}
