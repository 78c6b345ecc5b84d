// Asks TypeScript's compiler whether statements hold for the types of one version of Grafana.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import {PANEL_FOLDERS} from './statements.mjs';

// The compiler's number for a field that the type does not have. It names one for each object, so they are taken out and it is asked again.
const UNKNOWN_FIELD = 2353;

// Plain: JSON has the values of enums, not their names. Part: what is left out of a panel's options and settings has a default.
const HELPERS = `
type Plain<T> = unknown extends T ? unknown
  : T extends string ? \`\${T}\`
  : T extends number | boolean | null | undefined ? T
  : T extends Array<infer E> ? Plain<E>[]
  : T extends object ? {[K in keyof T]: Plain<T[K]>} : T;
type Part<T> = unknown extends T ? unknown
  : T extends Array<infer E> ? Part<E>[]
  : T extends object ? {[K in keyof T]?: Part<T[K]>} : T;
type Query = Omit<prometheus.Dataquery, '_implementsDataqueryVariant'>;
`;

function findTypes(folder, wanted) {
  for (const base of ['dist/types/raw', 'dist/esm/raw']) {
    const place = path.join(folder, base, wanted);
    const file = fs.existsSync(place) && fs.readdirSync(place).find((name) => name.endsWith('.d.ts'));
    if (file) {
      return path.join(place, file);
    }
  }
  throw new Error(`${folder} has no types in ${wanted}`);
}

/** Where a version keeps what: npm's folders of the packages that package.json names. */
export class Types {
  constructor(modules, name) {
    this.folder = path.join(modules, name);
    this.version = JSON.parse(fs.readFileSync(path.join(this.folder, 'package.json'), 'utf8')).version;
    this.files = {dashboard: findTypes(this.folder, 'dashboard/x')};
    for (const panel of PANEL_FOLDERS) {
      this.files[panel] = findTypes(this.folder, `composable/${panel}/panelcfg/x`);
    }
    // This package has no queries of Prometheus after 10; those of the foundation SDK serve for all.
    this.files.prometheus = path.join(modules, '@grafana/grafana-foundation-sdk/dist/prometheus/types.gen.d.ts');
  }

  imports() {
    return Object.entries(this.files).map(([name, file]) => `import type * as ${name} from ${JSON.stringify(file)};`).join('\n');
  }

  index() {
    return ['dist/types/index.d.ts', 'dist/esm/index.d.ts'].map((file) => path.join(this.folder, file)).find(fs.existsSync);
  }
}

/** Text of a statement, one field a line, and the path of each line. */
function render(statement, number, lines) {
  const write = (value, here, indent, before, after) => {
    const open = Array.isArray(value) ? '[' : '{';
    if (value === null || typeof value !== 'object') {
      lines.push({text: `${indent}${before}${JSON.stringify(value)}${after}`, path: here});
      return;
    }
    lines.push({text: `${indent}${before}${open}`, path: here});
    for (const [key, child] of Object.entries(value)) {
      const next = Array.isArray(value) ? `${here}[${key}]` : `${here}.${key}`.replace(/^\./, '');
      write(child, next, `${indent} `, Array.isArray(value) ? '' : `${JSON.stringify(key)}: `, ',');
    }
    lines.push({text: `${indent}${open === '[' ? ']' : '}'}${after}`, path: here});
  };
  write(statement.value, statement.path, '', `const s${number}: ${statement.type} = `, ';');
}

/** Takes the fields that no type knows out of a value, so that the next look finds what they hid. */
function without(value, steps) {
  const [step, ...rest] = steps;
  if (Array.isArray(value)) {
    return value.map((element, index) => (String(index) === step ? without(element, rest) : element));
  }
  const {[step]: child, ...others} = value;
  return rest.length === 0 ? others : {...value, [step]: without(child, rest)};
}

const stepsOf = (text) => text.split(/[.[\]]+/).filter((step) => step !== '');

const OPTIONS = {
  strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ['lib.es2022.d.ts'], target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, allowImportingTsExtensions: true,
};

/** The statements as lines of a program, each with its statement and the path of its field. */
function linesOf(types, statements) {
  const lines = `${types.imports()}${HELPERS}`.split('\n').map((text) => ({text}));
  for (const [number, statement] of statements.entries()) {
    const own = [];
    render(statement, number, own);
    lines.push(...own.map((line) => ({...line, statement})));
  }
  return [...lines, {text: 'export {};'}];
}

/** The compiler over a file that only it sees. */
function diagnose(types, name, text, before) {
  const options = {...OPTIONS, paths: {'@grafana/schema': [types.index()]}};
  const host = ts.createCompilerHost(options);
  const {getSourceFile, fileExists} = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true) : getSourceFile(file, ...rest);
  const program = ts.createProgram([name], options, host, before);
  return [program, ts.getPreEmitDiagnostics(program)];
}

function findingOf(types, name, lines, diagnostic) {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ').replace(/\s+/g, ' ');
  const line = diagnostic.file?.fileName === name && lines[diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line];
  if (!line?.statement) {
    throw new Error(`the types of Grafana ${types.version} cannot be used: ${diagnostic.file?.fileName ?? ''}: ${message}`);
  }
  return {path: line.path, statement: line.statement, unknown: diagnostic.code === UNKNOWN_FIELD, message};
}

/** @returns {{dashboard: string, path: string, field: string, type: string, message: string}[]} everything that does not hold */
export function check(types, statements) {
  const name = path.join(types.folder, 'hamlet-dashboards.ts');
  const findings = [];
  let left = statements;
  let program;
  for (;;) {
    const lines = linesOf(types, left);
    let diagnostics;
    [program, diagnostics] = diagnose(types, name, lines.map((line) => line.text).join('\n'), program);
    const found = diagnostics.map((diagnostic) => findingOf(types, name, lines, diagnostic));
    const unknown = found.filter((finding) => finding.unknown);
    findings.push(...(unknown.length > 0 ? unknown : found));
    if (unknown.length === 0) {
      return findings.map(describe);
    }
    left = left.map((statement) => pruned(statement, unknown.filter((finding) => finding.statement === statement)));
  }
}

function pruned(statement, unknown) {
  const value = unknown.reduce((rest, {path: place}) => without(rest, stepsOf(place.slice(statement.path.length))), statement.value);
  return unknown.length > 0 ? {...statement, value} : statement;
}

function describe({path: place, statement, message, unknown}) {
  const field = place.slice(statement.path.length).replace(/\[\d+\]/g, '[]').replace(/^\./, '');
  return {dashboard: statement.dashboard, path: place, field, panel: statement.panel, message: unknown ? 'no such field' : message};
}
