import type { PolicyLanguage } from '../model';
import type { Dialect, Scope } from './dialect';
import { ANTREA_V1BETA1 } from './antrea-v1beta1/decode';
import { CALICO_V3 } from './calico-v3/decode';
import { CILIUM_V2 } from './cilium-v2/decode';
import type { AllowingEncoder, OverridingEncoder, TieredEncoder } from './encoder';
import type { Fields } from './manifest';
import { NETWORKING_V1 } from './networking-v1/decode';
import { OnceAKind } from './once-a-kind';
import { POLICY_V1ALPHA1 } from './policy-api/v1alpha1/decode';
import { POLICY_V1ALPHA2 } from './policy-api/v1alpha2/decode';
import { UNREAD } from './unread/decode';
import { WORKLOADS } from './workloads/decode';

/** Every dialect; the first that reads a kind gets its objects. */
export const DIALECTS: readonly Dialect[] = [
  WORKLOADS, NETWORKING_V1, POLICY_V1ALPHA1, POLICY_V1ALPHA2, CILIUM_V2, CALICO_V3, ANTREA_V1BETA1, UNREAD,
];

/** Writes the policies that isolate pods. */
export const ISOLATING_ENCODER = first(({ isolating }) => isolating);

/** Those that write policies which decide before those that isolate pods. */
const OVERRIDING_ENCODERS = DIALECTS.flatMap(({ overriding }) => overriding ?? []);

/** Those that write rules which allow, one for each language of an agent. */
const ALLOWING_ENCODERS = DIALECTS.flatMap(({ allowing }) => allowing ?? []);

/** Writes policies of a language that decide before those that isolate pods; `undefined` where the language has none. */
export function overridingEncoderOf(language: PolicyLanguage | undefined): OverridingEncoder | undefined {
  return OVERRIDING_ENCODERS.find(({ language: { name } }) => name === language?.name);
}

/** Writes rules that allow in an agent's own language; `undefined` where the language has none. */
export function allowingEncoderOf(language: PolicyLanguage | undefined): AllowingEncoder | undefined {
  return ALLOWING_ENCODERS.find(({ language: { name } }) => name === language?.name);
}

/** Writes policies of tiers; `undefined` where the language has none. */
export function tieredEncoderOf(language: PolicyLanguage | undefined): TieredEncoder | undefined {
  return DIALECTS.find(({ tiered }) => tiered !== undefined && tiered.language.name === language?.name)?.tiered;
}

function first<T>(encoderOf: (dialect: Dialect) => T | undefined): T {
  for (const dialect of DIALECTS) {
    const encoder = encoderOf(dialect);
    if (encoder !== undefined) return encoder;
  }
  throw new Error('no dialect writes such policies');
}

/** Who reads a kind, and what is known of its objects' names. */
interface Route {
  readonly dialect: Dialect;
  readonly scope: Scope;
}

/** Looks dialects up by kind, once a kind. */
export class Router {
  private readonly routes = new OnceAKind((apiVersion, kind) => this.find(apiVersion, kind));

  constructor(private readonly dialects: readonly Dialect[]) {}

  public route(apiVersion: string, kind: string): Route | undefined {
    return this.routes.of(apiVersion, kind);
  }

  /** Who knows an object by its shape. */
  public recognise(value: Fields): Route | undefined {
    const dialect = this.dialects.find((candidate) => candidate.recognises?.(value));
    return dialect && { dialect, scope: 'namespaced' };
  }

  private find(apiVersion: string, kind: string): Route | undefined {
    for (const dialect of this.dialects) {
      const scope = dialect.reads(apiVersion, kind);
      if (scope !== undefined) return { dialect, scope };
    }
    return undefined;
  }
}
