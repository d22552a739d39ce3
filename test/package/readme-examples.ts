/** The TypeScript blocks of a Markdown page that use the package and need no test runner. */
export function examplesOf(markdown: string): string[] {
  return [...markdown.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code)
    .filter((code) => code.includes('\'cdk8s-netfence\'') && !/cdk8s-netfence\/(jest|vitest)/.test(code));
}
