import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { AnalysisSession, check as runCheck, configuredBy, constructBehind, ConstructDocument, sessionOfObjects } from '../../analysis';
import { withFix } from '../../errors';
import { Analysis } from '../../facade/analysis';
import { ownRules } from '../../facade/own-rules';
import { findingLines } from '../../report/findings/lines';
import type { AppModel } from '../app-model';
import { andMore } from '../../text/lists';
import { proveFences } from './prove-fences';

/** What the checks of an app found. */
interface AppChecked {
  /** They end the synthesis. */
  readonly errors: readonly string[];
  /** They are printed on stderr. */
  readonly warnings: readonly string[];
}

/** `netfence check` lists all of them. */
const MAX_WARNINGS = 10;

/** Runs the rules over what an app will write, and proves its fences. Each object is rendered once; charts are not asked, which would validate again. */
export function checkApp(app: AppModel, objects: readonly ApiObject[], today: string): AppChecked {
  const { mode = 'fail', fences: fenceMode = mode } = app.settings;
  if (mode === 'off' && fenceMode === 'off') return { errors: [], warnings: [] };
  const session = sessionOfObjects(objects.map((object) => {
    const document = new ConstructDocument(object.toJson(), object);
    return { value: document.value, document };
  }));
  const written = new Set<IConstruct>(app.policies.map(({ object }) => object));
  const { errors, warnings } = mode === 'off' ? { errors: [], warnings: [] } : findingsOf(app, session, today);
  const opened = fenceMode === 'off' ? [] : proveFences(session, app, written, today);
  const fatal = [...(mode === 'fail' ? errors : []), ...(fenceMode === 'fail' ? opened : [])];
  const printed = [...(mode === 'fail' ? [] : errors), ...(fenceMode === 'fail' ? [] : opened), ...warnings];
  return { errors: fatal, warnings: shortened(printed) };
}

function findingsOf(app: AppModel, session: AnalysisSession, today: string): AppChecked {
  const { config: file, rules } = app.settings;
  const { own, ...configured } = configuredBy(file, rules);
  const { cni } = app.settings;
  const { findings } = runCheck(session, {
    ...configured,
    own: ownRules(own, Analysis._of),
    today,
    ...(cni !== undefined && { cni }),
    ignoresOf: ({ origin }) => app.ignoresOf(constructBehind(origin)?.object ?? app.root),
  });
  const lines = (severity: string) => findingLines(findings.filter((finding) => finding.severity === severity));
  const misread = session.problems.filter(({ severity }) => severity === 'error').map(({ code, message, fix, position }) =>
    `[${code}] ${position === undefined ? '' : `\`${position.file}\`: `}${withFix(message, fix)}; what depends on it was not checked`);
  return { errors: lines('error'), warnings: [...misread, ...lines('warning')] };
}

function shortened(lines: readonly string[]): string[] {
  const more = lines.length - MAX_WARNINGS;
  return more <= 0 ? [...lines] : [...lines.slice(0, MAX_WARNINGS), `${andMore(more, 'findings')}; \`netfence check\` on the output folder lists them`];
}
