import { Finding, positionOf } from '../../model';
import { CommentIgnore, commentIgnores } from './check-comments';
import type { CheckConfig } from './check-config';
import { Ignore, IGNORE_ANNOTATION, isExpired, means, parseIgnore } from './check-ignores';
import { constructBehind } from './construct-document';

interface Sources {
  readonly config: CheckConfig;
  readonly today: string;
  readonly textOf?: (file: string) => string | undefined;
  readonly ignoresOf?: (finding: Finding) => readonly Ignore[];
}

type Complaint = Pick<Finding, 'rule' | 'severity' | 'message' | 'why' | 'fix' | 'subject' | 'path' | 'origin'>;

/** The findings that somebody accepts: in the configuration, in a comment, in an annotation, in a construct. Bad ones are found, too. */
export class Suppressions {
  private readonly used = new Set<Ignore>();
  private readonly expired = new Set<Ignore>();
  private readonly comments = new Map<string, readonly CommentIgnore[]>();
  private readonly annotations = new Map<object, readonly (Ignore | string)[]>();
  private readonly complaints: Complaint[] = [];

  public constructor(private readonly sources: Sources, private readonly known: readonly string[]) {}

  /** Whether an ignore covers the finding. */
  public cover(finding: Finding): boolean {
    const { config, ignoresOf } = this.sources;
    const candidates = [...config.ignores, ...this.inComments(finding), ...this.inAnnotation(finding), ...ignoresOf?.(finding) ?? []];
    return candidates.filter((ignore) => means(ignore, finding)).some((ignore) => {
      const over = isExpired(ignore, this.sources.today);
      (over ? this.expired : this.used).add(ignore);
      return !over;
    });
  }

  /** What is wrong with the ignores, once all findings were asked about. */
  public findings(found: readonly Finding[]): Finding[] {
    for (const [file, comments] of this.comments) {
      for (const { line, ignore } of comments) {
        if (typeof ignore === 'string') this.complain('ignore-malformed', 'warning', `the comment in \`${file}:${line}\` ${ignore}`, `${file}:${line}`, undefined);
      }
    }
    for (const ignore of this.expired) {
      this.complain('ignore-expired', 'warning', `the ignore of ${listed(ignore)} in \`${ignore.where}\` held until ${ignore.until}`, ignore.where, undefined);
    }
    const inComments = [...this.comments.values()].flat().flatMap(({ ignore }) => (typeof ignore === 'string' ? [] : [ignore]));
    for (const ignore of [...this.sources.config.ignores, ...inComments]) {
      if (this.used.has(ignore) || this.expired.has(ignore)) continue;
      const elsewhere = found.some((finding) => ignore.rules.includes(finding.rule)) ? ' there' : '';
      this.complain('ignore-unused', 'info', `nothing is found${elsewhere} that the ignore of ${listed(ignore)} in \`${ignore.where}\` would cover`, ignore.where, undefined);
    }
    return this.complaints;
  }

  private inComments(finding: Finding): Ignore[] {
    if (constructBehind(finding.origin) !== undefined) return [];
    const position = positionOf(finding);
    if (position === undefined || this.sources.textOf === undefined || /\.json$/i.test(position.file)) return [];
    const { file, line } = position;
    let comments = this.comments.get(file);
    if (comments === undefined) this.comments.set(file, (comments = commentIgnores(this.sources.textOf(file) ?? '', file, this.known)));
    return comments.flatMap(({ first, last, ignore }) => (typeof ignore !== 'string' && first <= line && line <= last ? [ignore] : []));
  }

  private inAnnotation(finding: Finding): Ignore[] {
    const document = finding.origin?.document as { value?: { metadata?: { annotations?: Record<string, unknown> } } } | undefined;
    if (document === undefined) return [];
    let ignores = this.annotations.get(document);
    if (ignores === undefined) {
      const text = document.value?.metadata?.annotations?.[IGNORE_ANNOTATION];
      const lines = typeof text === 'string' ? text.split('\n').filter((line) => line.trim() !== '') : [];
      ignores = lines.map((line) => parseIgnore(line, `${finding.origin!.label} (annotation)`, this.known));
      this.annotations.set(document, ignores);
      for (const ignore of ignores) {
        if (typeof ignore === 'string') this.complain('ignore-malformed', 'warning', `the annotation \`${IGNORE_ANNOTATION}\` ${ignore}`, finding.origin!.label, finding.origin);
      }
    }
    return ignores.filter((ignore): ignore is Ignore => typeof ignore !== 'string');
  }

  private complain(rule: string, severity: Finding['severity'], message: string, subject: string, origin: Finding['origin']): void {
    const why = rule === 'ignore-unused' ? 'an ignore that covers nothing may one day hide something else' : 'the finding that it was meant for is reported all the same';
    const fix = rule === 'ignore-unused' ? 'delete it' : rule === 'ignore-expired' ? 'mend what it covers, or give it a new reason and day' : 'write `rule: reason`, `rule until 2027-01-31: reason`, or delete it';
    const path = origin === undefined ? [] : ['metadata', 'annotations', IGNORE_ANNOTATION];
    this.complaints.push({ rule, severity, message, why, fix, subject, path, ...(origin && { origin }) });
  }
}

function listed({ rules }: Ignore): string {
  return rules.map((rule) => `\`${rule}\``).join(', ');
}
