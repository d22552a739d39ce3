import { spawnSync } from 'child_process';

/** Run a program to its end; its output is shown only when it fails. */
export function run(program: string, args: readonly string[], cwd: string, env: Record<string, string> = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    // a user's shell knows nothing of the npm run that this check is part of
    env: { ...withoutNpm(process.env), ...env },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout.trim();
}

function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_(lifecycle|package|command|execpath)/i.test(name)));
}
