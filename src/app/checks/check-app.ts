import type { ApiObject } from 'cdk8s';
import { AnalysisSession, check as runCheck, configuredBy, constructBehind, ConstructDocument, mergeFacts, sessionOfObjects } from '../../analysis';
import { withFix } from '../../errors';
import { Analysis } from '../../facade/analysis';
import { ownRules } from '../../facade/own-rules';
import { findingLines } from '../../report/findings/lines';
import type { AppMessage } from '../app-message';
import type { AppModel } from '../app-model';
import { andMore } from '../../text/lists';
import { jsonToRead } from '../render-policy';
import { lateWorkloads } from './late-workloads';
import { proveFences } from './prove-fences';

/** What the checks of an app found. */
interface AppChecked {
  /** They end the synthesis. */
  readonly errors: readonly AppMessage[];
  /** They are printed on stderr. */
  readonly warnings: readonly AppMessage[];
}

/** `netfence check` lists all of them. */
const MAX_WARNINGS = 10;

/** Runs the rules over what an app will write, and proves its fences. Each object is rendered once; charts are not asked, which would validate again. */
export function checkApp(app: AppModel, objects: readonly ApiObject[], today: string): AppChecked {
  const { mode = 'fail', fences: fenceMode = mode } = app.settings;
  if (mode === 'off' && fenceMode === 'off') return { errors: [], warnings: [] };
  const { own, ...configured } = configuredBy(app.settings.config, app.settings.rules);
  // the fences are proved by the specification of the API, whatever the agent: they cannot make good its deviations
  const { cni: stated, ...facts } = mergeFacts(app.facts, configured.config.facts ?? {});
  const session = sessionOfObjects(objects.map((object) => {
    const document = new ConstructDocument(jsonToRead(object), object);
    return { value: document.value, document };
  }), [], undefined, facts);
  const cni = app.settings.cni ?? stated?.value;
  const settings = { ...configured, own: ownRules(own, Analysis._of), today, ...(cni !== undefined && { cni }) };
  const { errors, warnings } = mode === 'off' ? NOTHING : findingsOf(app, objects, session, settings);
  const fences = fenceMode === 'off' ? NOTHING : joined(proveFences(session, app, today), lateWorkloads(session, app, today));
  const fatal = [...(mode === 'fail' ? errors : []), ...(fenceMode === 'fail' ? fences.errors : [])];
  const printed = [...(mode === 'fail' ? [] : errors), ...(fenceMode === 'fail' ? [] : fences.errors), ...fences.warnings, ...warnings];
  return { errors: fatal, warnings: shortened(printed) };
}

const NOTHING: AppChecked = { errors: [], warnings: [] };

function joined(a: AppChecked, b: AppChecked): AppChecked {
  return { errors: [...a.errors, ...b.errors], warnings: [...a.warnings, ...b.warnings] };
}

function findingsOf(app: AppModel, objects: readonly ApiObject[], session: AnalysisSession, settings: Parameters<typeof runCheck>[1]): AppChecked {
  const { findings } = runCheck(session, {
    ...settings,
    // the workloads of an app of policies are elsewhere, and its fences are proved for pods to come
    assumePods: false,
    ignoresOf: ({ origin }) => app.ignoresOf(constructBehind(origin)?.object ?? app.root),
  });
  const byPath = findings.length === 0 ? NO_OBJECTS : new Map(objects.map((object) => [object.node.path, object]));
  const about = ({ text, construct }: ReturnType<typeof findingLines>[0]): AppMessage => {
    const object = byPath.get(construct ?? '');
    return { text, ...(object && { construct: object }) };
  };
  const lines = (severity: string) => findingLines(findings.filter((finding) => finding.severity === severity)).map(about);
  const misread = session.problems.filter(({ severity }) => severity === 'error').map(({ code, message, fix, position }) =>
    `[${code}] ${position === undefined ? '' : `\`${position.file}\`: `}${withFix(message, fix)}; what depends on it was not checked`);
  return { errors: lines('error'), warnings: [...misread.map((text) => ({ text })), ...lines('warning')] };
}

const NO_OBJECTS: ReadonlyMap<string, ApiObject> = new Map();

function shortened(messages: readonly AppMessage[]): AppMessage[] {
  const more = messages.length - MAX_WARNINGS;
  if (more <= 0) return [...messages];
  return [...messages.slice(0, MAX_WARNINGS), { text: `${andMore(more, 'findings')}; \`netfence check\` on the output folder lists them` }];
}
