import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';

/** Files of `src` and the files of `src` that each names, types included, as paths below `src`. */
type ImportGraph = ReadonlyMap<string, readonly string[]>;

const SPECIFIER = /(?:\bfrom|\bimport|\brequire|\brequireActual)\s*\(?\s*'(\.[^']*)'/g;

/** The graph of TypeScript sources below folders of a root. `import type`, `import('…')` and `require('…')` count like any other import. */
export function importGraph(root: string, folders: readonly string[] = ['.']): ImportGraph {
  const graph = new Map<string, string[]>();
  for (const file of folders.flatMap((folder) => sourceFiles(join(root, folder)))) {
    const specifiers = [...readFileSync(file, 'utf8').matchAll(SPECIFIER)].map((match) => match[1]);
    const targets = specifiers.flatMap((specifier) => targetOf(resolve(dirname(file), specifier)) ?? []);
    graph.set(relative(root, file), [...new Set(targets.map((target) => relative(root, target)))].sort());
  }
  return graph;
}

/** Every `.ts` file below a folder, in the order of the paths. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? sourceFiles(join(folder, entry.name)) : entry.name.endsWith('.ts') ? [join(folder, entry.name)] : []))
    .sort();
}

function targetOf(path: string): string | undefined {
  return [`${path}.ts`, join(path, 'index.ts')].find((file) => existsSync(file) && statSync(file).isFile());
}

/** The nodes that some nodes reach, themselves included. */
export function reachedFrom<T>(graph: ReadonlyMap<T, readonly T[]>, starts: readonly T[]): Set<T> {
  const reached = new Set(starts);
  for (const node of reached) for (const next of graph.get(node) ?? []) reached.add(next);
  return reached;
}

/** The groups of nodes that reach each other (strongly connected components of more than one node), by Tarjan's algorithm. */
export function cyclesOf<T>(graph: ReadonlyMap<T, readonly T[]>): T[][] {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const stack: T[] = [];
  const onStack = new Set<T>();
  const found: T[][] = [];
  const visit = (node: T) => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    onStack.add(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (onStack.has(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!));
    }
    if (low.get(node) !== index.get(node)) return;
    const group: T[] = [];
    do {
      group.push(stack.pop()!);
      onStack.delete(group[group.length - 1]);
    } while (group[group.length - 1] !== node);
    if (group.length > 1 || (graph.get(node) ?? []).includes(node)) found.push(group.reverse());
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;
}

/** The graph of the rooms: the first folder below the root, or the file itself where it lies at the root. */
export function roomsOf(graph: ImportGraph): Map<string, string[]> {
  const roomOf = (path: string) => path.split('/')[0];
  const rooms = new Map<string, Set<string>>();
  for (const [file, targets] of graph) {
    const room = roomOf(file);
    const known = rooms.get(room) ?? new Set();
    rooms.set(room, known);
    for (const target of targets) if (roomOf(target) !== room) known.add(roomOf(target));
  }
  return new Map([...rooms].map(([room, targets]) => [room, [...targets].sort()]));
}
