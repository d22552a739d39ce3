import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const PAGES = join(ROOT, 'docs', 'rules');

/** A page about a rule, cut into what a test can run. */
interface Page {
  readonly id: string;
  readonly text: string;
  /** Section → its text. */
  readonly sections: ReadonlyMap<string, string>;
  readonly cni?: string;
  /** YAML with the cluster of the examples. */
  readonly avoid: string;
  readonly prefer: string;
}

/** The ids that have a file in a folder. */
export function idsIn(folder: string, extension: string): string[] {
  return readdirSync(join(ROOT, folder)).filter((file) => file.endsWith(extension)).map((file) => file.slice(0, -extension.length)).sort();
}

export function pageOf(id: string): Page {
  const text = readFileSync(join(PAGES, `${id}.md`), 'utf8');
  const sections = new Map(text.split(/^## /m).slice(1).map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1).trim()]));
  const yaml = (section: string) => [...(sections.get(section) ?? '').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, code]) => code);
  const cluster = yaml('The cluster of the examples');
  return {
    id,
    text,
    sections,
    cni: /`--cni ([\w-]+)`/.exec(text.split('## ')[0])?.[1],
    avoid: [...cluster, ...yaml('Avoid')].join('---\n'),
    prefer: [...cluster, ...yaml('Prefer')].join('---\n'),
  };
}
