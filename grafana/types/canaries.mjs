// Broken on purpose: a check that finds nothing must also show that it would.

const BREAKS = [
  {what: 'a number for a text', panel: 'dashboard', field: 'refresh', type: 'dashboard.Dashboard', value: {refresh: 5}},
  {what: 'a row without a number', panel: 'row', field: '', type: 'dashboard.RowPanel', drop: 'id'},
  {what: 'a misspelt option', panel: 'stat', field: 'colourMode', type: 'stat.Options', value: {colourMode: 'value'}},
  {what: 'a word that no list has', panel: 'stat', field: 'colorMode', type: 'stat.Options', value: {colorMode: 'bright'}},
  {what: 'a text for a number', panel: 'timeseries', field: 'lineWidth', type: 'timeseries.FieldConfig', value: {lineWidth: '1'}},
  {what: 'an override of the wrong kind', panel: 'table', field: 'decimals', type: 'dashboard.FieldConfig', value: {decimals: 'two'}},
  {what: 'a query without an expression', panel: 'timeseries', field: '', type: 'Query', drop: 'expr'},
];

/** Copies of real statements, each broken in one place. */
export function canaries(statements) {
  return BREAKS.map(({what, panel, type, value, drop}) => {
    const real = statements.find((statement) => statement.panel === panel && statement.type.includes(type));
    const {[drop]: _, ...rest} = real.value;
    return {...real, dashboard: what, value: {...rest, ...value}};
  });
}

/** What of them was not found. */
export function deaf(findings) {
  return BREAKS.filter(({what, field}) => !findings.some((finding) => finding.dashboard === what && finding.field === field)).map(({what}) => what);
}

export const isCanary = (finding) => BREAKS.some(({what}) => what === finding.dashboard);
