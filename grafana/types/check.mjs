// Holds the dashboards against the types that Grafana publishes; started by check-types. Arguments: folder of npm's packages, folder
// of dashboards. Ends with 1 if something does not hold.
import fs from 'node:fs';
import path from 'node:path';
import {canaries, deaf, isCanary} from './canaries.mjs';
import {Types, check} from './compiler.mjs';
import {statementsOf} from './statements.mjs';

const [modules, dashboards] = process.argv.slice(2);
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const names = fs.readdirSync(dashboards).filter((name) => name.endsWith('.json')).sort();
const statements = names.flatMap((name) => statementsOf(read(path.join(dashboards, name))).map((statement) => ({...statement, dashboard: name})));
const exceptions = read(path.join(path.dirname(new URL(import.meta.url).pathname), 'exceptions.json'));
let failed = false;
const fail = (text) => {
  failed = true;
  console.error(`  ${text}`);
};

function judge(major) {
  const types = new Types(modules, `grafana-${major}`);
  const findings = check(types, [...statements, ...canaries(statements)]);
  const own = exceptions.filter(({grafana}) => grafana.includes(major)).flatMap(({panel, fields}) => fields.map((field) => ({panel, field})));
  const of = (exception, finding) => exception.panel === finding.panel && exception.field === finding.field;
  const real = findings.filter((finding) => !isCanary(finding));
  const wrong = real.filter((finding) => !own.some((exception) => of(exception, finding)));
  console.log(`Grafana ${types.version}: ${statements.length} pieces, ${wrong.length} wrong, ${real.length - wrong.length} fields excused by ${own.length} exceptions`);
  wrong.forEach(({dashboard, path: place, message}) => fail(`${dashboard}: ${place}: ${message}`));
  own.filter((exception) => !real.some((finding) => of(exception, finding))).forEach(({panel, field}) => fail(`exceptions.json: ${panel} ${field} is not needed for ${major}`));
  deaf(findings).forEach((what) => fail(`not noticed, though wrong: ${what}`));
}

const count = (test) => statements.filter(({type}) => test.test(type)).length;
console.log(
  `${names.length} dashboards: ${count(/\.Panel>/)} panels, ${count(/RowPanel/)} rows, options of ${new Set(statements.map(({panel}) => panel)).size - 2} kinds of panel, ` +
    `${count(/\.FieldConfig/)} settings of fields, ${count(/Query/)} queries`,
);
['10', '11', '12', '13'].forEach(judge);
console.log('not described by the types, so not checked: options of transformations and matchers, links of fields, a query\'s PromQL, how it looks');
process.exitCode = failed ? 1 : 0;
