#!/usr/bin/env bash
# date-holidays 3.37.0 knows the holidays of plants in two countries as they were before their laws changed. Mexico: the day of
# the change of president is 1 October since 2024 (Ley Federal del Trabajo, article 74 VII, decree of 30 September 2024), and it
# gives 1 December for 2024 and 2030. China: since 2025 the third day of the Spring Festival and 2 May are public holidays
# (State Council decree 795 of 10 November 2024), and it gives neither. A calendar that is taken from it counts three working
# days too many or too few.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund date-holidays@3.37.0
cat > days.js <<'JS'
import Holidays from 'date-holidays';
const days = (country, year) =>
  new Set(new Holidays(country).getHolidays(year).filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10)));
const says = (country, day) => console.log(`${country} ${day}: ${days(country, Number(day.slice(0, 4))).has(day) ? 'public holiday' : 'working day'}`);
for (const day of ['2018-12-01', '2024-10-01', '2024-12-01', '2030-10-01', '2030-12-01']) says('MX', day);
for (const day of ['2025-01-30', '2025-01-31', '2025-05-01', '2025-05-02', '2026-02-18', '2026-02-19', '2026-05-02']) says('CN', day);
JS
node days.js | tee found
diff found - <<'EXPECTED' && echo 'as described (date-holidays 3.37.0)'
MX 2018-12-01: public holiday
MX 2024-10-01: working day
MX 2024-12-01: public holiday
MX 2030-10-01: working day
MX 2030-12-01: public holiday
CN 2025-01-30: public holiday
CN 2025-01-31: working day
CN 2025-05-01: public holiday
CN 2025-05-02: working day
CN 2026-02-18: public holiday
CN 2026-02-19: working day
CN 2026-05-02: working day
EXPECTED
