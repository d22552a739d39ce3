import { fail } from '../../errors';
import { kindOfPath, readBytes } from '../../files/read-files';

const CONFIG_FILES: readonly string[] = ['.netfence.yaml', '.netfence.yml'];
const LARGEST = 2 ** 26;

/** The configuration that is named, or else the one of the current folder, if there is one. */
export function configPath(named?: string, isFile = (name: string) => kindOfPath(name) === 'file'): string | undefined {
  return named ?? CONFIG_FILES.find(isFile);
}

/** The text of the configuration. */
export function configText(file: string): string {
  try {
    return readBytes(file, LARGEST).toString('utf8');
  } catch (error) {
    return fail('unreadable-file', `cannot read the configuration \`${file}\` (${(error as { code?: string }).code ?? 'unknown'})`, 'correct the path');
  }
}
