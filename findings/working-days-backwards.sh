#!/usr/bin/env bash
# @formulajs/formulajs 4.6.1 counts working days wrongly where the end lies before the start, which is how workbooks count days
# that are left until they are days late: from Friday 27 November 2026 back to Monday of the same week NETWORKDAYS is -5 in
# Excel (start and end both count), HyperFormula 3.5.0 and fast-formula-parser 1.0.19, and -3 here; NETWORKDAYS.INTL from
# 28 February back to 31 January 2006 is -21 in Microsoft's own example and -27 here. Forwards all three agree.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund @formulajs/formulajs@4.6.1 hyperformula@3.5.0 fast-formula-parser@1.0.19
cat > days.js <<'JS'
import * as formulajs from '@formulajs/formulajs';
import { HyperFormula } from 'hyperformula';
import FormulaParser from 'fast-formula-parser';
const serial = (day) => (Date.parse(day) - Date.UTC(1899, 11, 30)) / 864e5;
const local = (day) => new Date(`${day}T00:00:00`);
const spans = [
  ['2026-11-23', '2026-11-27'],
  ['2026-11-27', '2026-11-23'],
  ['2026-11-30', '2026-11-23'],
  ['2006-02-28', '2006-01-31'],
  ['2013-03-01', '2012-10-01'],
];
for (const [from, to] of spans) {
  const cells = [serial(from), serial(to)];
  const sheet = HyperFormula.buildFromArray([[...cells, '=NETWORKDAYS(A1,B1)']], { licenseKey: 'gpl-v3' });
  const other = new FormulaParser({ onCell: ({ col }) => cells[col - 1] }).parse('NETWORKDAYS(A1,B1)');
  const here = formulajs.NETWORKDAYS(local(from), local(to));
  console.log(`${from} to ${to}: formulajs ${here}, hyperformula ${sheet.getCellValue({ sheet: 0, row: 0, col: 2 })}, fast-formula-parser ${other}`);
}
JS
node days.js | tee found
diff found - <<'EXPECTED' && echo 'as described (@formulajs/formulajs 4.6.1)'
2026-11-23 to 2026-11-27: formulajs 5, hyperformula 5, fast-formula-parser 5
2026-11-27 to 2026-11-23: formulajs -3, hyperformula -5, fast-formula-parser -5
2026-11-30 to 2026-11-23: formulajs -6, hyperformula -6, fast-formula-parser -6
2006-02-28 to 2006-01-31: formulajs -27, hyperformula -21, fast-formula-parser -21
2013-03-01 to 2012-10-01: formulajs -150, hyperformula -110, fast-formula-parser -110
EXPECTED
