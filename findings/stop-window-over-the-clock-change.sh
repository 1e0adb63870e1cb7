#!/usr/bin/env bash
# A plant's stop windows come as iCalendar. RFC 5545 (3.3.6) has hours and minutes exact and days nominal: a stop from
# 28 March 2026, 22:00 Europe/Berlin, a night in which clocks go forward, ends after PT8H at 05:00 UTC and after P1D at
# 20:00 UTC. node-ical 0.26.1 takes both as exact and is an hour late for P1D; ical.js 2.2.1 (through ical-expander 3.2.0) takes
# both as nominal and is an hour early for PT8H. A window that is added by RDATE with VALUE=PERIOD (3.8.5.2) is left as a text
# by node-ical, so it is no occurrence, and ends ical-expander with an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund node-ical@0.26.1 ical.js@2.2.1 ical-expander@3.2.0
cat > windows.js <<'JS'
import nodeIcal from 'node-ical';
import IcalExpander from 'ical-expander';
const calendar = (lines) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', 'BEGIN:VEVENT', 'UID:stop-1', 'DTSTAMP:20260101T000000Z', 'SUMMARY:Stop of line 1', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const windows = {
  PT8H: ['DTSTART;TZID=Europe/Berlin:20260328T220000', 'DURATION:PT8H'],
  P1D: ['DTSTART;TZID=Europe/Berlin:20260328T220000', 'DURATION:P1D'],
  'PT8H in June': ['DTSTART;TZID=Europe/Berlin:20260620T220000', 'DURATION:PT8H'],
};
for (const [name, lines] of Object.entries(windows)) {
  const ics = calendar(lines);
  const one = Object.values(nodeIcal.sync.parseICS(ics)).find(({ type }) => type === 'VEVENT');
  const [two] = new IcalExpander({ ics }).between(new Date('2026-03-01'), new Date('2026-07-01')).events;
  console.log(`${name}: node-ical ends ${one.end.toISOString()}, ical.js ends ${two.endDate.toJSDate().toISOString()}`);
}
const ics = calendar(['DTSTART;TZID=Europe/Berlin:20260610T220000', 'DURATION:PT4H', 'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260617T220000/PT8H']);
const event = Object.values(nodeIcal.sync.parseICS(ics)).find(({ type }) => type === 'VEVENT');
console.log(`RDATE with a period: node-ical keeps "${event.rdate?.val ?? event.rdate}"`);
try {
  const found = new IcalExpander({ ics }).between(new Date('2026-06-01'), new Date('2026-07-01'));
  console.log(`RDATE with a period: ical-expander finds ${found.events.length + found.occurrences.length}`);
} catch (error) {
  console.log(`RDATE with a period: ical-expander ends with ${error.name}`);
}
JS
TZ=UTC node windows.js | tee found
diff found - <<'EXPECTED' && echo 'as described (node-ical 0.26.1, ical.js 2.2.1, ical-expander 3.2.0)'
PT8H: node-ical ends 2026-03-29T05:00:00.000Z, ical.js ends 2026-03-29T04:00:00.000Z
P1D: node-ical ends 2026-03-29T21:00:00.000Z, ical.js ends 2026-03-29T20:00:00.000Z
PT8H in June: node-ical ends 2026-06-21T04:00:00.000Z, ical.js ends 2026-06-21T04:00:00.000Z
RDATE with a period: node-ical keeps "20260617T220000/PT8H"
RDATE with a period: ical-expander ends with TypeError
EXPECTED
