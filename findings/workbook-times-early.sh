#!/usr/bin/env bash
# read-excel-file 9.3.17 turns a cell with a date and a time into an instant by cutting and not by rounding: of the hours
# that a sheet fills down with =A2+1/24 some come a millisecond early, so that a midnight lies in the day before.
# Spreadsheets, openpyxl and readxl round. Source: ECMA-376 part 1, 18.17.4 (a day is a number; a time is its fraction).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund read-excel-file@9.3.17 fflate@0.8.3
cat > run.js <<'JS'
import { strToU8, zipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/universal';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const rels = (inner) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
const rel = (id, type, target) =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
let serial = 46266; // 1 September 2026
const rows = Array.from({ length: 25 }, (_, hour) => {
  const row = `<row r="${hour + 1}"><c r="A${hour + 1}" s="1"><v>${serial}</v></c></row>`;
  serial += 1 / 24;
  return row;
});
const files = {
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  '_rels/.rels': rels(rel('r1', 'officeDocument', 'xl/workbook.xml')),
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': rels(rel('r1', 'worksheet', 'worksheets/sheet1.xml') + rel('r2', 'styles', 'styles.xml')),
  'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
  'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
};
const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
const [sheet] = await readXlsxFile(new Blob([zip]));
const hours = sheet.data.map(([cell]) => cell.toISOString());
const early = hours.filter((text) => text.endsWith('59.999Z'));
console.log(`read-excel-file 9.3.17: ${early.length} of ${hours.length} full hours come a millisecond early`);
console.log(`the midnight after 24 hours is read as ${hours[24]}`);
if (early.length === 0) process.exit(1);
JS
node run.js
