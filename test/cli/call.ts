import { run } from '../../src/cli';

interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Calls the command line without a process. */
export async function call(argv: readonly string[], stdin: string | Buffer = '', showsProgress = false): Promise<Called> {
  let out = '';
  let err = '';
  const code = await run(argv, {
    stdin,
    showsProgress,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { code, out, err };
}
