import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkStudy, cniNamed } from '../../analysis/questions/check/check';
import { configuredBy } from '../../analysis/questions/check/config-file';
import { constructBehind, ConstructDocument } from '../../analysis/session/construct-document';
import { rulesWith } from '../../analysis/questions/check/own-rules';
import { studyOfObjects } from '../../analysis/session/gather';
import { findingLines } from '../../analysis/questions/check/words';
import type { Study } from '../../analysis/session/study';
import { CheckMode, ChecksOptions } from '../../constructs/checks/checks-options';
import { proveFences, RaisedFence } from './prove-fences';
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

/** An app as it stands. */
export interface StandingApp {
  readonly root: IConstruct;
  readonly objects: readonly ApiObject[];
  readonly fences: readonly RaisedFence[];
  /** The policies of our constructs. */
  readonly own: ReadonlySet<IConstruct>;
  readonly today: string;
}

/** Runs the rules over what an app will write, and proves its fences. Each object is rendered once; charts are not asked, which would validate again. */
export function checkApp({ root, objects, fences, own, today }: StandingApp): AppChecked {
  const { mode = CheckMode.FAIL, fences: fenceMode = mode, cni: wanted, config: file, rules } = settingsOf(root);
  if (mode === CheckMode.OFF && fenceMode === CheckMode.OFF) return { errors: [], warnings: [] };
  const study = studyOfObjects(objects.map((object) => {
    const document = new ConstructDocument(object.toJson(), object);
    return { value: document.value, document };
  }));
  const { errors, warnings } = mode === CheckMode.OFF ? { errors: [], warnings: [] } : ruled(root, study, { wanted, file, rules, today });
  const opened = fenceMode === CheckMode.OFF ? [] : proveFences(study, fences, own, today);
  const [fatal, said] = [
    [...(mode === CheckMode.FAIL ? errors : []), ...(fenceMode === CheckMode.FAIL ? opened : [])],
    [...(mode === CheckMode.FAIL ? [] : errors), ...(fenceMode === CheckMode.FAIL ? [] : opened), ...warnings],
  ];
  return { errors: fatal, warnings: shortened(said) };
}

interface Ruling {
  readonly wanted?: string;
  readonly file?: string;
  readonly rules?: ChecksOptions['rules'];
  readonly today: string;
}

function ruled(root: IConstruct, study: Study, { wanted, file, rules, today }: Ruling): AppChecked {
  const { config, baseline, own } = configuredBy(file, rules);
  const cni = wanted ?? config.cni;
  const named = cni === undefined ? undefined : cniNamed(cni);
  const { findings } = checkStudy(study, {
    config,
    baseline,
    today,
    ...(named && { cni: named }),
    rules: rulesWith(own, study, named),
    ignoresOf: ({ origin }) => {
      const document = constructBehind(origin);
      return document === undefined ? ignoresOf(root) : ignoresOf(document.object);
    },
  });
  const lines = (severity: string) => findingLines(findings.filter((finding) => finding.severity === severity));
  const misread = study.problems.filter(({ severity }) => severity === 'error').map(({ code, message, position }) =>
    `[${code}] ${position === undefined ? '' : `\`${position.file}\`: `}${message}; what depends on it was not checked`);
  return { errors: lines('error'), warnings: [...misread, ...lines('warning')] };
}

function shortened(lines: readonly string[]): string[] {
  const more = lines.length - MOST_WARNINGS;
  return more <= 0 ? [...lines] : [...lines.slice(0, MOST_WARNINGS), `and ${more} more findings; \`netfence check\` on the output folder lists them`];
}
