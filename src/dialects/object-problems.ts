import { unknownName } from '../errors';
import type { ProblemCode } from '../errors';
import { formatPath } from '../model';
import type { Origin, PolicyLanguage, Problem, Refusal } from '../model';
import { printable } from '../text/quote';
import { Place } from './place';

/** The most problems that one object may report: a hostile file must not drown the others. */
const MAX_PROBLEMS = 20;

/** What is wrong with one object: everything is said at once, each with the path of its field. What is `NOWHERE` is only counted. */
export class ObjectProblems {
  /** Whether a label was met that the API server drops: no problem of the object, but it means more than it says. */
  public hasDroppedLabel = false;
  /** What was reported as an error, with its places. */
  public readonly refusals: Refusal[] = [];
  private found = 0;
  private noted = false;

  /** `aside` ends each message: what the problems mean for the object. `language`: of the policy that the object is; `refusedBy`: the agent that refuses it. */
  constructor(
    private readonly origin: Origin,
    private readonly problems: Problem[],
    private readonly aside = '',
    private readonly language?: PolicyLanguage,
    private readonly refusedBy?: string,
  ) {}

  public get count(): number {
    return this.found;
  }

  /** Whether anything was reported, warnings included. */
  public get any(): boolean {
    return this.noted;
  }

  /** `text` goes on after the path of the field: `must be a list, got …`. `key` points below `place` without standing in the path. */
  public add(code: ProblemCode, place: Place, text: string, fix?: string, key?: string | number): void {
    this.report({ severity: 'error', code, place, fix, key }, after(text));
  }

  /** A key below `place` that the API does not have there. */
  public unknown(place: Place, key: string, known: readonly string[]): void {
    const { fix } = unknownName('field', key, known);
    this.report({ severity: 'error', code: 'unknown-field', place: place.at(key), fix }, (shown) => unknownName('field', key, known, { shown }).what);
  }

  /** Something that was understood but reads oddly; no error. */
  public warn(code: ProblemCode, place: Place, text: string, fix?: string): void {
    this.report({ severity: 'warning', code, place, fix }, after(text));
  }

  private report({ severity, code, place, fix, key }: Noted, say: (path: string) => string): void {
    this.noted = true;
    if (severity === 'error') this.found++;
    if (place === Place.NOWHERE || this.found > MAX_PROBLEMS) return;
    const path = place.path();
    const where = formatPath(path.map((step) => (typeof step === 'string' ? printable(step) : step)));
    const rest = this.found === MAX_PROBLEMS && severity === 'error' ? '; further problems of this object are not listed' : '';
    if (severity === 'error') this.refusals.push({ path, text: say('') });
    const message = `${this.origin.label}: ${say(where)}${severity === 'error' ? this.aside : ''}${rest}`;
    const position = this.origin.document?.position(key === undefined ? path : [...path, key]);
    const { language, refusedBy } = this;
    const ofPolicy = { ...(language && { language }), ...(refusedBy !== undefined && { refusedBy }) };
    const told = { ...(fix !== undefined && { fix }), ...(position && { position }), ...ofPolicy };
    this.problems.push({ code, severity, message, ...told });
  }
}

interface Noted {
  readonly severity: Problem['severity'];
  readonly code: ProblemCode;
  readonly place: Place;
  readonly fix?: string;
  readonly key?: string | number;
}

function after(text: string): (path: string) => string {
  return (path) => (path === '' ? text : `${path} ${text}`);
}
