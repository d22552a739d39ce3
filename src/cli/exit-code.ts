/** 3 when the input was not understood, so that no answer counts; 2 when the answer is not the wanted one; else 0. */
export function exitCode(isUnderstood: boolean, isFailed = false): number {
  if (!isUnderstood) return 3;
  return isFailed ? 2 : 0;
}
