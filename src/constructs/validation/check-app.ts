import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Analysis } from '../../analysis';
import { checkStudy, cniNamed } from '../../analysis/check/check';
import { configuredBy } from '../../analysis/check/config-file';
import { constructBehind, ConstructDocument } from '../../analysis/check/construct-document';
import { rulesWith } from '../../analysis/check/own-rules';
import { studyOfObjects } from '../../analysis/list/gather';
import { findingLine } from '../../analysis/check/check-words';
import { CheckMode } from './checks-options';
import { ignoresOf, settingsOf } from './settings';

/** What the checks of an app come to. */
export interface AppChecked {
  /** They end the synthesis. */
  readonly errors: readonly string[];
  /** They are said. */
  readonly warnings: readonly string[];
}

/** More is for `netfence check` to list. */
const MOST_WARNINGS = 10;

/** Runs the rules over what an app will write. Each object is rendered once; charts are not asked, which would validate again. */
export function checkApp(root: IConstruct, objects: readonly ApiObject[], today: string): AppChecked {
  const { mode = CheckMode.FAIL, cni: wanted, config: file, rules } = settingsOf(root);
  if (mode === CheckMode.OFF) return { errors: [], warnings: [] };
  const { config, baseline, own } = configuredBy(file, rules);
  const cni = wanted ?? config.cni;
  const study = studyOfObjects(objects.map((object) => {
    const document = new ConstructDocument(object.toJson(), object);
    return { value: document.value, document };
  }));
  const named = cni === undefined ? undefined : cniNamed(cni);
  const { findings } = checkStudy(study, {
    config,
    baseline,
    today,
    ...(named && { cni: named }),
    rules: rulesWith(own, study, Analysis._of, named),
    ignoresOf: ({ origin }) => {
      const document = constructBehind(origin);
      return document === undefined ? ignoresOf(root) : ignoresOf(document.object);
    },
  });
  const lines = (severity: string) => findings.filter((finding) => finding.severity === severity).map(findingLine);
  const misread = study.problems.filter(({ severity }) => severity === 'error').map(({ code, message, position }) =>
    `[${code}] ${position === undefined ? '' : `\`${position.file}\`: `}${message}; what depends on it was not checked`);
  if (mode === CheckMode.WARN) return { errors: [], warnings: shortened([...lines('error'), ...misread, ...lines('warning')]) };
  return { errors: lines('error'), warnings: shortened([...misread, ...lines('warning')]) };
}

function shortened(lines: readonly string[]): string[] {
  const more = lines.length - MOST_WARNINGS;
  return more <= 0 ? [...lines] : [...lines.slice(0, MOST_WARNINGS), `and ${more} more findings; \`netfence check\` on the output folder lists them`];
}
