const all = (claim: string, ...forms: readonly string[]) => Object.fromEntries(forms.map((form) => [form, claim]));

/** By answer and form, the claims that the law looks at. A form of the same result has the same claims. */
export const CLAIMS_OF: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  list: { ...all('list', 'txt', 'json', 'csv', 'md', 'dot'), jsonl: 'list -o jsonl', svg: 'list -o jsonl', html: 'list -o jsonl', matrix: 'list -o matrix' },
  answer: { txt: 'eval -o txt', json: 'eval' },
  findings: all('check', 'txt', 'json', 'sarif', 'junit', 'md', 'github', 'gitlab'),
  explanation: all('explain', 'txt', 'json'),
  isolation: all('explain --workload', 'txt', 'json'),
  diff: { ...all('diff -o txt', 'txt', 'csv'), ...all('diff', 'report', 'md', 'json', 'sarif', 'svg', 'html') },
  blast: all('blast', 'txt', 'json', 'md', 'svg', 'html'),
  sizes: all('blast --all', 'txt', 'json', 'md', 'svg', 'html'),
  proof: all('prove', 'txt', 'json', 'junit'),
  exposure: all('exposure', 'txt', 'json', 'md', 'svg', 'html'),
  replay: all('replay', 'txt', 'json', 'md', 'csv', 'junit'),
  advice: all('advise', 'txt', 'ts', 'yaml', 'json', 'md'),
  plan: all('plan', 'txt', 'json', 'md'),
  report: all('report', 'html', 'json', 'csv', 'svg'),
};

/** Options that change what a command claims, beside its forms. */
export const FURTHER_CLAIMS: readonly string[] = ['eval of an address', 'blast --before', 'list --exposure'];
