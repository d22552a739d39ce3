/** The small errors that are planted: each operator says what a node of the syntax tree could wrongly be. */
import * as ts from 'typescript';

/** A change of the text of one node. */
interface Change {
  readonly node: ts.Node;
  readonly replacement: string;
  /** The kind of error. */
  readonly what: string;
}

type Operator = (node: ts.Node, source: ts.SourceFile) => readonly Change[];

const BINARY: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '<<': ['>>'],
  '>>': ['<<'],
  '&': ['|'],
  '|': ['&'],
  '&&': ['||'],
  '||': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
};

/** Methods that are easily taken for one another. */
const METHODS: ReadonlyMap<string, string> = new Map(Object.entries({
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  union: 'intersect',
  intersect: 'union',
  indexOf: 'lastIndexOf',
  floor: 'ceil',
  push: 'unshift',
  find: 'findLast',
}));

/** Methods whose call is easily forgotten. */
const FORGOTTEN = new Set(['filter', 'sort', 'slice', 'subtract', 'trim', 'toLowerCase', 'toUpperCase', 'reverse', 'concat']);

const isText = (node: ts.Node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

const binary: Operator = (node, source) => {
  if (!ts.isBinaryExpression(node)) return [];
  const sign = node.operatorToken.getText(source);
  if (sign === '??') {
    return [node.left, node.right].map((side) => ({ node, replacement: `(${side.getText(source)})`, what: 'one side of ??' }));
  }
  if (sign === '+' && (isText(node.left) || isText(node.right))) return [];
  return (BINARY[sign] ?? []).map((other) => ({ node: node.operatorToken, replacement: other, what: `${sign} becomes ${other}` }));
};

const condition: Operator = (node) => {
  const always = (at: ts.Expression, values: readonly string[]) => values.map((value) => ({ node: at, replacement: value, what: `the condition is always ${value}` }));
  if (ts.isIfStatement(node)) return always(node.expression, ['true', 'false']);
  if (ts.isConditionalExpression(node)) return always(node.condition, ['true', 'false']);
  if (ts.isWhileStatement(node)) return always(node.expression, ['false']);
  if (ts.isForStatement(node) && node.condition !== undefined) return always(node.condition, ['false']);
  return [];
};

const unary: Operator = (node, source) => {
  if (ts.isPrefixUnaryExpression(node)) {
    const operand = node.operand.getText(source);
    if (node.operator === ts.SyntaxKind.ExclamationToken) return [{ node, replacement: `!!(${operand})`, what: '! is forgotten' }];
    if (node.operator === ts.SyntaxKind.MinusToken) return [{ node, replacement: operand, what: 'the sign is forgotten' }];
  }
  if (ts.isPostfixUnaryExpression(node) || (ts.isPrefixUnaryExpression(node) && /\+\+|--/.test(node.getText(source)))) {
    const text = node.getText(source);
    return [{ node, replacement: text.replace(/\+\+|--/, (sign) => (sign === '++' ? '--' : '++')), what: '++ and -- are swapped' }];
  }
  return [];
};

/** Texts with blanks are for people: their wording is no meaning. */
const literal: Operator = (node, source) => {
  const text = node.getText(source);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ node, replacement: 'false', what: 'true becomes false' }];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ node, replacement: 'true', what: 'false becomes true' }];
  if (ts.isNumericLiteral(node)) return [{ node, replacement: `(${text} + 1)`, what: 'the number is one larger' }];
  if (ts.isBigIntLiteral(node)) return [{ node, replacement: `(${text} + 1n)`, what: 'the number is one larger' }];
  if (ts.isStringLiteralLike(node) && !node.text.includes(' ') && !isName(node)) {
    return [{ node, replacement: node.text === '' ? "'filled'" : "''", what: node.text === '' ? 'the empty text is not empty' : 'the text is empty' }];
  }
  if (ts.isRegularExpressionLiteral(node)) {
    const ends = [text.replace(/^\/\^/, '/'), text.replace(/\$(?=\/[a-z]*$)/, '')];
    return ends.filter((changed) => changed !== text).map((replacement) => ({ node, replacement, what: 'the pattern is not anchored' }));
  }
  return [];
};

function isName(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || (ts.isPropertyAssignment(parent) && parent.name === node);
}

const statement: Operator = (node, source) => {
  if (ts.isExpressionStatement(node) && !node.getText(source).startsWith('super(')) return [{ node, replacement: ';', what: 'the statement is forgotten' }];
  if (ts.isContinueStatement(node)) return [{ node, replacement: ';', what: 'continue is forgotten' }];
  if (ts.isReturnStatement(node) && node.expression === undefined) return [{ node, replacement: ';', what: 'return is forgotten' }];
  return [];
};

const returned: Operator = (node) => {
  const value = ts.isReturnStatement(node) ? node.expression : ts.isArrowFunction(node) && !ts.isBlock(node.body) ? node.body : undefined;
  if (value === undefined || value.kind === ts.SyntaxKind.UndefinedKeyword || (ts.isIdentifier(value) && value.text === 'undefined')) return [];
  if (value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword) return [];
  const nothing = ts.isArrayLiteralExpression(value) ? '[]' : ts.isNumericLiteral(value) ? '-1' : 'undefined';
  return [{ node: value, replacement: nothing, what: `the result is ${nothing}` }];
};

const list: Operator = (node, source) => {
  if (!ts.isArrayLiteralExpression(node) || node.elements.length === 0) return [];
  const less = node.elements.map((_, i) => `[${node.elements.filter((__, j) => j !== i).map((element) => element.getText(source)).join(', ')}]`);
  return less.slice(0, 3).map((replacement) => ({ node, replacement, what: 'an element is forgotten' }));
};

const call: Operator = (node, source) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression: receiver, name } = node.expression;
  const changes: Change[] = [];
  const other = METHODS.get(name.text);
  if (other !== undefined) changes.push({ node: name, replacement: other, what: `${name.text} becomes ${other}` });
  if (FORGOTTEN.has(name.text)) changes.push({ node, replacement: receiver.getText(source), what: `${name.text} is forgotten` });
  return changes;
};

export const OPERATORS: readonly Operator[] = [binary, condition, unary, literal, statement, returned, list, call];
