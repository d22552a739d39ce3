import { formatPath } from '../model';
import type { Origin, Problem } from '../model';
import { printable } from '../text/quote';
import { Place } from './place';

/** The most problems that one object may report: a hostile file must not drown the others. */
const MOST = 20;

/** What is wrong with one object: everything is said at once, each with the path of its field. What is `NOWHERE` is only counted. */
export class Findings {
  private found = 0;
  private noted = false;

  /** `aside` ends each message: what the problems mean for the object. */
  constructor(private readonly origin: Origin, private readonly problems: Problem[], private readonly aside = '') {}

  public get count(): number {
    return this.found;
  }

  /** Whether anything was reported, warnings included. */
  public get any(): boolean {
    return this.noted;
  }

  /** `text` goes on after the path of the field: `must be a list, got …`. `key` points below `place` without standing in the path. */
  public add(code: string, place: Place, text: string, key?: string | number): void {
    this.report('error', code, place, text, key);
  }

  /** Something that was understood but reads oddly; no error. */
  public warn(code: string, place: Place, text: string): void {
    this.report('warning', code, place, text);
  }

  private report(severity: Problem['severity'], code: string, place: Place, text: string, key?: string | number): void {
    this.noted = true;
    if (severity === 'error') this.found++;
    if (place === Place.NOWHERE || this.found > MOST) return;
    const path = place.path();
    const where = path.length === 0 ? '' : `${formatPath(path.map((step) => (typeof step === 'string' ? printable(step) : step)))} `;
    const rest = this.found === MOST && severity === 'error' ? '; further problems of this object are not listed' : '';
    const position = this.origin.document?.position(key === undefined ? path : [...path, key]);
    this.problems.push({ code, severity, message: `${this.origin.label}: ${where}${text}${severity === 'error' ? this.aside : ''}${rest}`, ...(position && { position }) });
  }
}
