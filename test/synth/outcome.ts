/** One generated app, synthesized: what is in its folder, what it threw. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'fs';
import { join } from 'path';
import type { App, AppProps } from 'cdk8s';
import { ChangeGenerator } from './changes';
import type { Kit } from './kit';
import { addPolicies } from './policies';
import { Random } from './random';
import { TreeGenerator } from './tree';

export interface Outcome {
  readonly files: Readonly<Record<string, string>>;
  readonly error?: string;
  /** Of `synthYaml`, where it was called. */
  readonly yaml?: string;
}

const EXTENSIONS = [undefined, undefined, '.k8s.yaml', '.yaml', '.json', ''];

/** Builds the app of a seed and synthesizes it, always in the same way. */
export function outcomeOf(seed: number, kit: Kit, outdir: string): Outcome {
  const random = new Random(seed);
  rmSync(outdir, { recursive: true, force: true });
  if (random.once(30)) mkdirSync(join(outdir, 'app.k8s.yaml'), { recursive: true });
  let yaml: string | undefined;
  let error: string | undefined;
  try {
    const app = build(random, kit, outdir);
    if (random.once(6)) yaml = app.synthYaml();
    if (random.once(5)) yaml = app.charts.map(({ node }) => node.path).join() + (yaml ?? '');
    app.synth();
    if (random.once(6)) app.synth();
    if (random.once(12)) yaml = `${yaml}${app.synthYaml()}`;
  } catch (thrown) {
    error = textOf(thrown, outdir);
  }
  return { files: filesOf(outdir), ...(error !== undefined && { error }), ...(yaml !== undefined && { yaml }) };
}

function build(random: Random, kit: Kit, outdir: string): App {
  const extension = random.pick(EXTENSIONS);
  const hasPolicies = random.once(5);
  const props: AppProps & { readonly strict: boolean } = {
    strict: hasPolicies,
    outdir,
    ...(extension !== undefined && { outputFileExtension: extension }),
    ...(random.once(4) ? {} : { yamlOutputType: random.below(4) }),
    ...(random.once(5) && { recordConstructMetadata: true }),
    ...(random.once(8) && { resolvers: [{ resolve: (context: any) => (context.value === 'web' ? context.replaceValue('resolved') : undefined) }] }),
  };
  const app = new (random.once(12) ? reversed(kit.App) : kit.App)(props);
  const tree = { app, charts: [], groups: [], objects: [] };
  new TreeGenerator(random, kit, tree).grow();
  if (hasPolicies) addPolicies(random, kit, tree);
  new ChangeGenerator(random, kit, tree).apply();
  return app;
}

function reversed(Base: Kit['App']): Kit['App'] {
  return class extends Base {
    public override get charts() {
      return [...super.charts].reverse();
    }
  };
}

/** That there is a cycle counts, not which; the folders differ. Where cdk8s exhausts the stack, it is for a dependency of something on itself. */
function textOf(thrown: unknown, outdir: string): string {
  const text = String(thrown).replaceAll(outdir, 'OUT');
  return /Dependency cycle detected|Maximum call stack/.test(text) ? 'a cycle' : text;
}

function filesOf(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  if (!existsSync(folder)) return files;
  for (const name of readdirSync(folder, { recursive: true }).map(String).sort()) {
    const path = join(folder, name);
    files[name] = statSync(path).isDirectory() ? 'a folder' : readFileSync(path, 'utf8');
  }
  return files;
}
