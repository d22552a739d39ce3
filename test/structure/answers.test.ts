import ts from 'typescript';
import { homeOf, typedProgram } from './typed-program';

/** Violations, as if they were files of `src`. */
const PLANTED = {
  'analysis/planted-prints.ts': `import type { IpSet, PortSet, TrafficSet } from '../sets';
import type { AddressSet } from '../results/address-set';
import type { PeerSet } from '../results/peer-set';
import type { Traffic } from '../results/traffic';
export const inTemplate = (set: TrafficSet) => \`on \${set}\`;
export const byString = (set?: TrafficSet) => String(set);
export const byMethod = (set: TrafficSet) => set.toString();
export const ofResult = (traffic: Traffic) => traffic.text;
export const who = (peers: PeerSet, outside: AddressSet) => \`\${peers} and \${outside}\`;
export const blocks = (set: IpSet) => [...set.toCidrs(), ...set.toRanges(), ...set.toTexts()];
export const ofAddresses = (outside: AddressSet) => [...outside.blocks, ...outside.ranges];
export const key = (set: IpSet, ports: PortSet) => \`\${set.key} \${ports.ranges().length}\`;
export const other = (text: string, count: number) => \`\${text} \${count.toString()}\`;
`,
  'analysis/planted-answer.ts': `import type { Evaluation } from '../results/evaluation';
interface Part { readonly count: number }
export interface Answer { readonly parts: readonly Part[]; readonly known: Evaluation }
export const ask = (): Promise<Answer | undefined> => Promise.resolve(undefined);
`,
  'facade/planted-facade.ts': `export interface Sum { readonly count: number }
export class Door { public sums(): Sum[] { return []; } }
`,
};

const { checker, files } = typedProgram(PLANTED);
const isPlanted = (path: string) => path.includes('/planted-');

/** Whether a value of a type is a set, or a result that holds one. */
function isSet(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some(isSet);
  const home = homeOf(type.symbol);
  return home !== undefined && /^(sets|results)\//.test(home) && (type.symbol.flags & ts.SymbolFlags.Class) !== 0;
}

function isAddressSet(node: ts.Expression): boolean {
  return checker.getTypeAtLocation(node).symbol?.name === 'AddressSet';
}

/** Members that print any set, and those that print a set of addresses. */
const PRINTING: readonly string[] = ['toString', 'text', 'toCidrs', 'toRanges', 'toTexts'];
const OF_ADDRESSES: readonly string[] = ['blocks', 'ranges'];

/** What of an expression becomes text: `${x}`, `String(x)`, `x.toString()`, `x.text`, `x.toCidrs()`, `x.blocks`. */
function printedBy(node: ts.Node): ts.Expression | undefined {
  if (ts.isTemplateSpan(node)) return node.expression;
  if (ts.isPropertyAccessExpression(node) && PRINTING.includes(node.name.text)) return node.expression;
  if (ts.isPropertyAccessExpression(node) && OF_ADDRESSES.includes(node.name.text) && isAddressSet(node.expression)) return node.expression;
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'String') return node.arguments[0];
  return undefined;
}

/** How often a file makes text of a set. */
function printsIn(file: ts.SourceFile): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    const printed = printedBy(node);
    if (printed !== undefined && isSet(checker.getTypeAtLocation(printed))) count++;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return count;
}

/** Where a set becomes text outside of `report` and `text`, and how often: messages on standard error and of failed tests, part of no answer. */
const MESSAGES: Readonly<Record<string, number>> = {
  'analysis/facts/contradictions.ts': 1,
  'analysis/questions/prove/conflicts.ts': 1,
  'cli/notices.ts': 2,
  'testing/table.ts': 2,
  'testing/words.ts': 2,
};
/** Rooms that print, that hold the sets, or that only know them as keys of their own tables. */
const NOT_SEARCHED = /^(report|text|sets|results|engine|dialects|constructs)\//;

test('a set becomes text in report; elsewhere only in a message, for a key has a member of its own', () => {
  const searched = [...files].filter(([path]) => !NOT_SEARCHED.test(path) && !isPlanted(path));
  const found = new Map(searched.map(([path, file]) => [path, printsIn(file)]));
  expect([...found].filter(([path, count]) => count > (MESSAGES[path] ?? 0))).toEqual([]);
  expect(Object.keys(MESSAGES).filter((path) => !found.get(path))).toEqual([]);
});

test('the search sees each way to print a set', () => {
  expect(printsIn(files.get('analysis/planted-prints.ts')!)).toBe(11);
});

/** Structs and classes of `src` in a type, those of its fields included. */
function structsIn(type: ts.Type, seen = new Set<ts.Type>()): ts.Symbol[] {
  if (seen.has(type)) return [];
  seen.add(type);
  if (type.isUnionOrIntersection()) return type.types.flatMap((part) => structsIn(part, seen));
  const args = (type.flags & ts.TypeFlags.Object) !== 0 ? checker.getTypeArguments(type as ts.TypeReference) : [];
  const inner = args.flatMap((arg) => structsIn(arg, seen));
  if (homeOf(type.symbol) === undefined) return inner;
  if (type.isClass()) return [...inner, type.symbol];
  return [...inner, type.symbol, ...type.getProperties().flatMap((field) => structsIn(checker.getTypeOfSymbol(field), seen))];
}

/** The structs and classes that the functions of a module answer with, and that stand neither in results nor below it; by function. */
function answersOf(path: string): Record<string, string[]> {
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(files.get(path)!)!);
  const found = exported.map((symbol) => {
    const target = (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
    const signatures = (target.flags & ts.SymbolFlags.Value) !== 0 ? checker.getTypeOfSymbol(target).getCallSignatures() : [];
    const structs = signatures.flatMap((signature) => structsIn(signature.getReturnType()));
    return [symbol.name, [...new Set(structs.filter((struct) => !/^(results|model|sets)\//.test(homeOf(struct)!)).map(({ name }) => name))].sort()] as const;
  });
  return Object.fromEntries(found.filter(([, structs]) => structs.length > 0));
}

/** Functions that read what a question is asked of; what they return is an input, not an answer. */
const READERS = /^(read|session|givenFacts|mergeFacts|optionFacts|withFacts|addressesEnd|cniNamed|profileNamed|constructBehind|findEnd|endsNamed|parsePacket|readyMade|configuredBy|rulesOfModules|givenRules|ignoreOf|faultOf|provenances)/;

test('what a question answers is declared in results', () => {
  const answers = Object.entries(answersOf('analysis/index.ts')).filter(([name]) => !READERS.test(name));
  // a list and a live replay yield their edges one after the other: they are results, the objects that yield them are not
  expect(Object.fromEntries(answers)).toEqual({ list: ['Listing'], liveReplay: ['LiveReplay'] });
});

test('the search sees an answer that is declared elsewhere', () => {
  expect(answersOf('analysis/planted-answer.ts')).toEqual({ ask: ['Answer', 'Part'] });
});

/** The structs that public members of the classes in some files answer with, and that are not results. */
function structsAnsweredBy(paths: readonly string[]): string[] {
  const classes = paths.flatMap((path) => files.get(path)!.statements.filter(ts.isClassDeclaration));
  const isHidden = (member: ts.ClassElement) => /^[_#]/.test(member.name?.getText() ?? '_') || (ts.getCombinedModifierFlags(member) & HIDDEN) !== 0;
  const structs = classes.flatMap(({ members }) => members).filter((member) => !isHidden(member)).flatMap((member) => {
    const type = checker.getTypeAtLocation(member);
    const answers = ts.isMethodDeclaration(member) ? type.getCallSignatures().map((signature) => signature.getReturnType()) : [type];
    return answers.flatMap((answer) => structsIn(answer));
  });
  const elsewhere = structs.filter((struct) => !/^(results|model|sets)\//.test(homeOf(struct)!) && (struct.flags & ts.SymbolFlags.Class) === 0);
  return [...new Set(elsewhere.map((struct) => `${homeOf(struct)} ${struct.name}`))];
}

const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;

test('the facade answers with results and with its own classes', () => {
  const facade = [...files.keys()].filter((path) => path.startsWith('facade/') && !isPlanted(path));
  expect(facade.length).toBeGreaterThan(5);
  expect(structsAnsweredBy(facade)).toEqual([]);
  expect(structsAnsweredBy(['facade/planted-facade.ts'])).toEqual(['facade/planted-facade.ts Sum']);
});
