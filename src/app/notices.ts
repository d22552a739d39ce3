/** A word to the person at the terminal: synthesis goes on. */
export function note(text: string): void {
  process.stderr.write(`netfence: ${text}\n`);
}
