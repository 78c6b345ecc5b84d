// Makes of a dashboard the statements that the compiler is asked about: "this piece is of that type". Grafana's types leave a panel's
// options, its own field settings, values of overrides and queries open, so each of these is a statement of its own.

// Folder of the types of each type of panel.
const FOLDERS = {
  barchart: 'barchart',
  bargauge: 'bargauge',
  gauge: 'gauge',
  heatmap: 'heatmap',
  stat: 'stat',
  'state-timeline': 'statetimeline',
  table: 'table',
  timeseries: 'timeseries',
  xychart: 'xychart',
};

/** All panels of a dashboard, those of rows too, each with its path. */
function* panelsOf(panels, path) {
  for (const [index, panel] of panels.entries()) {
    const here = `${path}[${index}]`;
    yield [panel, here];
    yield* panelsOf(panel.panels ?? [], `${here}.panels`);
  }
}

/** @returns {{panel: string, path: string, type: string, value: unknown}[]} */
export function statementsOf(dashboard) {
  const statements = [];
  // Panels are statements of their own: among "panel or row" the compiler would take fields of either.
  const whole = {...dashboard, panels: []};
  statements.push({panel: 'dashboard', path: '', type: 'Plain<dashboard.Dashboard>', value: whole});
  for (const [panel, path] of panelsOf(dashboard.panels, 'panels')) {
    const say = (place, type, value) => statements.push({panel: panel.type, path: `${path}${place}`, type, value});
    if (panel.type === 'row') {
      say('', 'Plain<dashboard.RowPanel>', {...panel, panels: []});
    } else {
      sayPanel(say, panel);
    }
  }
  return statements;
}

function sayPanel(say, panel) {
  const folder = FOLDERS[panel.type];
  if (!folder) {
    throw new Error(`no types are known for panels of type ${panel.type}: add it to FOLDERS in statements.mjs`);
  }
  const {custom, ...defaults} = panel.fieldConfig.defaults;
  const {overrides} = panel.fieldConfig;
  say('', 'Plain<dashboard.Panel>', {...panel, options: {}, targets: [], fieldConfig: {defaults, overrides}});
  say('.options', `Part<Plain<${folder}.Options>>`, panel.options);
  if (custom) {
    say('.fieldConfig.defaults.custom', `Part<Plain<${folder}.FieldConfig>>`, custom);
  }
  for (const [index, override] of overrides.entries()) {
    for (const [number, property] of override.properties.entries()) {
      sayProperty(say, `.fieldConfig.overrides[${index}].properties[${number}]`, folder, property);
    }
  }
  for (const [index, target] of panel.targets.entries()) {
    say(`.targets[${index}]`, 'Plain<Query>', target);
  }
}

/** The value of an override is one of the setting that it overrides. */
function sayProperty(say, path, folder, property) {
  const [first, ...rest] = property.id.split('.');
  const type = first === 'custom' ? folder : 'dashboard';
  const names = first === 'custom' ? rest : [first, ...rest];
  say(path, `Part<Plain<${type}.FieldConfig>>`, names.reduceRight((value, name) => ({[name]: value}), property.value));
}

export const PANEL_FOLDERS = Object.values(FOLDERS);
