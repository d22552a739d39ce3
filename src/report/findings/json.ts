import { inertJson } from '../../text/escape';
import { CheckReport, pageOf } from './finding';

/** One JSON object with everything. */
export function* renderFindingsJson({ findings, problems, known, ignored }: CheckReport): Generator<string> {
  yield `{"known":${known},"ignored":${ignored},"problems":${inertJson(problems)},"findings":[`;
  for (const [i, finding] of findings.entries()) yield `${i === 0 ? '\n' : ',\n'}${inertJson({ ...finding, page: pageOf(finding) })}`;
  yield '\n]}\n';
}
