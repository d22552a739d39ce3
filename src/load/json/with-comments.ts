import { isFields } from '../../model';

/** Longer files with comments are none that people write for editors and compilers. */
const MAX_LENGTH = 2 ** 20;

/** Comments, and commas behind which a list ends; strings are found first, so that nothing inside them is taken for either. */
const EXTRAS = /("(?:[^"\\]|\\.)*")|\/\/[^\n\r]*|\/\*[^]*?\*\/|,(?=(?:\s|\/\/[^\n\r]*|\/\*[^]*?\*\/)*[\]}])/g;

/**
 * Whether a text is JSON with comments or commas at the ends of lists, as settings of editors and compilers are, and no object of Kubernetes:
 * kubectl refuses such a file.
 */
export function isSettings(bytes: Buffer): boolean {
  if (bytes.length > MAX_LENGTH) return false;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8').replace(EXTRAS, (_, text?: string) => text ?? ' '));
    return isFields(value) && !['apiVersion', 'kind', 'items'].some((field) => Object.hasOwn(value, field));
  } catch {
    return false;
  }
}
