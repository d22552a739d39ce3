import { inertJson } from '../../text/escape';
import type { CheckResult } from '../../results/check';
import type { InputProblem } from '../../results/problem';
import { messageOf, pageOf } from './finding';

/** One JSON object with everything. */
export function* renderFindingsJson({ findings, problems, known, ignored, missingFacts, notJudged }: CheckResult): Generator<string> {
  const missing = missingFacts === undefined ? '' : `"missingFacts":${inertJson(missingFacts)},`;
  const open = notJudged === undefined ? '' : `"notJudged":${inertJson(notJudged)},`;
  yield `{"known":${known},"ignored":${ignored},${missing}${open}"problems":${inertJson(problems.map(problemJson))},"findings":[`;
  for (const [i, finding] of findings.entries()) yield `${i === 0 ? '\n' : ',\n'}${inertJson({ ...finding, message: messageOf(finding), traffic: undefined, morePairs: undefined, page: pageOf(finding) })}`;
  yield '\n]}\n';
}

function problemJson({ code, message, isError, position }: InputProblem) {
  return { code, message, severity: isError ? 'error' : 'warning', ...(position && { position }) };
}
