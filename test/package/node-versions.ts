import { existsSync, mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { run } from './shell';

/** A Node by its version, with the program to run. */
export interface Node {
  readonly version: string;
  readonly program: string;
}

export function currentNode(): Node {
  return { version: process.version, program: process.execPath };
}

/**
 * The newest Node of each major version, from the npm packages that carry its binary.
 *
 * They hold the program itself, so no install script has to run.
 */
export function installNodes(folder: string, majors: readonly number[]): Node[] {
  return majors.map((major) => {
    if (process.version.startsWith(`v${major}.`)) return currentNode();
    const place = join(folder, `node-${major}`);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), '{ "private": true }\n');
    const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
    run('npm', ['install', '--no-audit', '--no-fund', `${name}@${major}`], place);
    const program = join(place, 'node_modules', name, 'bin', 'node');
    if (!existsSync(program)) throw new Error(`${name}@${major} brought no program at ${program}`);
    return { version: run(program, ['--version'], place), program };
  });
}
