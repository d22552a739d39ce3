import { mkdirSync } from 'fs';
import { join } from 'path';
import { run } from './shell';

/** Generates the Python package, installs what it needs, and runs the Python program with it. Needs Python 3 and a network. */
export function useFromPython(root: string, scratch: string): void {
  const folder = join(scratch, 'python');
  mkdirSync(folder);
  run('python3', ['-m', 'venv', 'venv'], folder);
  const python = join(folder, 'venv', 'bin', 'python');
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'jsii', 'cdk8s>=2.70,<3', 'constructs>=10.3,<11'], folder);
  run(process.execPath, [join(root, 'node_modules', 'jsii-pacmak', 'bin', 'jsii-pacmak'), '--targets', 'python', '--code-only', '--outdir', folder], root);
  const program = join(__dirname, 'programs', 'same_bytes.py');
  console.log(run(python, [program, folder], folder, { PYTHONPATH: join(folder, 'python', 'src') }));
}
