#!/usr/bin/env bash
# tableschema 1.12.6 (a reader of the Table Schema standard) drops the minus of an amount with its currency: in a column of
# type `number` with `bareNumber: false`, "-5 EUR", "EUR -5" and "5-" are all read as 5, so a credit is added as a charge.
# Digits of a word before the amount are joined to it: "CO2 12" is read as 212. With `bareNumber: true`, "-5" is -5.
# Source: Table Schema 1.0, number: "If false leading and trailing non numeric characters will be removed".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund tableschema@1.12.6
cat > run.cjs <<'JS'
const { Field } = require('tableschema');
const amount = new Field({ name: 'amount', type: 'number', bareNumber: false });
const read = ['5 EUR', '-5 EUR', 'EUR -5', '5-', 'CO2 12'].map((text) => [text, amount.castValue(text)]);
for (const [text, value] of read) console.log(`tableschema 1.12.6 reads ${JSON.stringify(text)} as ${value}`);
const plain = new Field({ name: 'amount', type: 'number' }).castValue('-5');
console.log(`without a currency "-5" is read as ${plain}`);
const expected = [5, 5, 5, 5, 212];
if (plain !== -5 || read.some(([, value], at) => value !== expected[at])) process.exit(1);
JS
node run.cjs
