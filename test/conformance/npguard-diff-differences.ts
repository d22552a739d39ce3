/** Recorded diff cases that ours answers otherwise on purpose, each with its reason. */
export const DIFF_DIFFERENCES: Readonly<Record<string, string>> = {
  'diff.TestDiffAnalyzeFatalErrors/5': 'pods of one owner with different labels are several classes, not an error',
  'diff.TestDiffAnalyzeFatalErrors/6': 'the API server takes admin policies of equal priority; where they disagree the answer is unknown, not an error',
  'diff.TestErrorsConnDiffFromDirPathOnly/2': 'the case needs a folder with a broken file that the record does not hold; a broken file costs exit code 3 (test/cli)',
};
