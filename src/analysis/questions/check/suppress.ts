import { describe } from '../../../dialects';
import type { Mistake } from '../../../errors';
import { Finding, Origin, positionOf } from '../../../model';
import type { SessionSource } from '../../session/session';
import { CommentIgnore, commentIgnores } from './comments';
import type { CheckConfig } from './config';
import { Ignore, IGNORE_ANNOTATION, isExpired, ignoreMatches, parseIgnore } from './ignores';

interface Sources {
  readonly config: CheckConfig;
  readonly today: string;
  readonly ignoresOf?: (finding: Finding) => readonly Ignore[];
}

/** The file of a document, where it has one. */
interface SourceText {
  readonly file: string;
  readonly text?: string;
}

/** A document of a file, or of a construct, as far as ignores are concerned. */
interface Annotated {
  readonly source?: SourceText;
  readonly value?: { readonly metadata?: { readonly annotations?: Readonly<Record<string, unknown>> | null } | null } | null;
}

type Complaint = Pick<Finding, 'rule' | 'severity' | 'message' | 'why' | 'fix' | 'subject' | 'path' | 'origin'>;

/** The findings that are accepted: in the configuration, in a comment, in an annotation, in a construct. Bad ones are found, too. */
export class Suppressions {
  private readonly used = new Set<Ignore>();
  private readonly expired = new Set<Ignore>();
  private readonly comments = new Map<SourceText, readonly CommentIgnore[]>();
  private readonly annotations = new Map<object, readonly (Ignore | Mistake)[]>();
  private readonly origins = new Map<Ignore, Origin>();
  private readonly complaints: Complaint[] = [];

  public constructor(private readonly sources: Sources, private readonly known: readonly string[], private readonly input: SessionSource) {}

  /** Whether an ignore covers the finding. */
  public cover(finding: Finding): boolean {
    const { config, ignoresOf } = this.sources;
    const candidates = [...config.ignores, ...this.inComments(finding), ...this.inAnnotation(finding), ...ignoresOf?.(finding) ?? []];
    return candidates.filter((ignore) => ignoreMatches(ignore, finding)).some((ignore) => {
      const over = isExpired(ignore, this.sources.today);
      (over ? this.expired : this.used).add(ignore);
      return !over;
    });
  }

  /** What is wrong with the ignores, once all findings were asked about. */
  public findings(found: readonly Finding[]): Finding[] {
    const all = this.stated();
    for (const [{ file }, comments] of this.comments) {
      for (const { line, ignore } of comments) {
        if (!isIgnore(ignore)) {
          this.complain(
            'ignore-malformed',
            'warning',
            `the comment in \`${file}:${line}\` ${ignore.what}`,
            `${file}:${line}`,
            undefined,
            ignore.fix,
          );
        }
      }
    }
    for (const ignore of this.expired) {
      this.complain(
        'ignore-expired',
        'warning',
        `the ignore of ${listed(ignore)} in \`${ignore.where}\` held until ${ignore.until}`,
        ignore.where,
        this.origins.get(ignore),
        'fix what it covers, or give it a new reason and day',
      );
    }
    for (const ignore of all) {
      if (this.used.has(ignore) || this.expired.has(ignore)) continue;
      const elsewhere = found.some((finding) => ignore.rules.includes(finding.rule)) ? ' there' : '';
      this.complain(
        'ignore-unused',
        'info',
        `nothing is found${elsewhere} that the ignore of ${listed(ignore)} in \`${ignore.where}\` would cover`,
        ignore.where,
        this.origins.get(ignore),
        'delete it',
      );
    }
    return this.complaints;
  }

  /** Every ignore that is stated: in the configuration, in comments and in annotations. */
  public stated(): Ignore[] {
    this.readAll();
    const comments = [...this.comments.values()].flat().map(({ ignore }) => ignore);
    return [...this.sources.config.ignores, ...[...comments, ...[...this.annotations.values()].flat()].filter(isIgnore)];
  }

  private inComments(finding: Finding): Ignore[] {
    const source = (finding.origin?.document as Annotated | undefined)?.source;
    const comments = source === undefined ? [] : this.commentsOf(source);
    // the place of a field takes a second reading of its document
    const position = comments.length === 0 ? undefined : positionOf(finding);
    if (position === undefined) return [];
    const { line } = position;
    return comments.flatMap(({ first, last, ignore }) => (isIgnore(ignore) && first <= line && line <= last ? [ignore] : []));
  }

  private commentsOf(source: SourceText): readonly CommentIgnore[] {
    let comments = this.comments.get(source);
    if (comments === undefined) {
      const { file, text } = source;
      comments = text === undefined || /\.json$/i.test(file) ? [] : commentIgnores(text, file, this.known);
      this.comments.set(source, comments);
    }
    return comments;
  }

  /** Reads the ignores of files and objects about which nothing was found, too. */
  private readAll(): void {
    const { manifests, defaultNamespace } = this.input;
    for (const manifest of manifests) {
      const document = manifest.document as Annotated | undefined;
      if (document === undefined) continue;
      if (document.source !== undefined) this.commentsOf(document.source);
      if (document.value?.metadata?.annotations?.[IGNORE_ANNOTATION] === undefined) continue;
      for (const { origin } of describe([manifest], defaultNamespace)) this.annotationOf(origin);
    }
  }

  private inAnnotation(finding: Finding): Ignore[] {
    const { origin } = finding;
    return origin === undefined ? [] : this.annotationOf(origin).filter(isIgnore);
  }

  private annotationOf(origin: Origin): readonly (Ignore | Mistake)[] {
    const document = origin.document as Annotated | undefined;
    if (document === undefined) return [];
    let ignores = this.annotations.get(document);
    if (ignores === undefined) {
      const text = document.value?.metadata?.annotations?.[IGNORE_ANNOTATION];
      const lines = typeof text === 'string' ? text.split('\n').filter((line) => line.trim() !== '') : [];
      ignores = lines.map((line) => parseIgnore(line, `${origin.label} (annotation)`, this.known));
      this.annotations.set(document, ignores);
      for (const ignore of ignores) {
        if (isIgnore(ignore)) this.origins.set(ignore, origin);
        else this.complain('ignore-malformed', 'warning', `the annotation \`${IGNORE_ANNOTATION}\` ${ignore.what}`, origin.label, origin, ignore.fix);
      }
    }
    return ignores;
  }

  private complain(rule: string, severity: Finding['severity'], message: string, where: string, origin: Finding['origin'], fix: string): void {
    const subject = origin?.label ?? where;
    const why = rule === 'ignore-unused'
      ? 'an ignore that covers nothing may one day hide something else'
      : 'the finding that it was meant for is reported all the same';
    const path = origin === undefined ? [] : ['metadata', 'annotations', IGNORE_ANNOTATION];
    this.complaints.push({ rule, severity, message, why, fix, subject, path, ...(origin && { origin }) });
  }
}

/** Every ignore that an input and its configuration state; `known`: the ids of all rules. */
export function statedIgnores(sources: Sources, known: readonly string[], input: SessionSource): Ignore[] {
  return new Suppressions(sources, known, input).stated();
}

function isIgnore(read: Ignore | Mistake): read is Ignore {
  return !('what' in read);
}

function listed({ rules }: Ignore): string {
  return rules.map((rule) => `\`${rule}\``).join(', ');
}
