import { allRules } from '#model/findings/index.ts';
import { entriesOf, type CheckReport, type Entry } from './report.ts';

const UNASKED = 'not asked: a problem stops the build';

/**
 * JUnit XML: every rule is a test; a rule that found nothing passes, one that was not asked is skipped, each finding is a case
 * of its own. Cases are named by rule and record, so that the same one has the same name every night.
 */
export function junit(report: CheckReport): string {
  const entries = entriesOf(report);
  const failing = (entry: Entry) =>
    entry.accepted === null &&
    (entry.level === 'error' || (report.failOn === 'warning' && entry.level === 'warning'));
  const found = new Set(entries.map((entry) => entry.rule));
  const others = allRules()
    .filter((rule) => !found.has(rule.id))
    .map(
      (rule) =>
        `    <testcase classname="${xml(rule.id)}" name="all records"${report.judged ? '/>' : `>\n      <skipped message="${UNASKED}"/>\n    </testcase>`}`,
    );
  const cases = entries.map((entry) => {
    const where = [entry.file, entry.line].filter((part) => part !== null).join(':');
    const head = `    <testcase classname="${xml(entry.rule)}" name="${xml(entry.key)}"${entry.file === null ? '' : ` file="${xml(entry.file)}"`}${entry.line === null ? '' : ` line="${entry.line}"`}>`;
    const body = `${where}\n${entry.message}\nTo do: ${entry.fix}${entry.accepted ? `\n${entry.accepted}` : ''}`;
    if (entry.accepted)
      return `${head}\n      <skipped message="${xml(entry.accepted)}"/>\n    </testcase>`;
    return failing(entry)
      ? `${head}\n      <failure type="${entry.level}" message="${xml(entry.message)}">${xml(body)}</failure>\n    </testcase>`
      : `${head}\n      <system-out>${xml(body)}</system-out>\n    </testcase>`;
  });
  const counts = `tests="${cases.length + others.length}" failures="${entries.filter(failing).length}" errors="0" skipped="${entries.filter((entry) => entry.accepted).length + (report.judged ? 0 : others.length)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts}>\n  <testsuite name="${xml(['trilens check', report.portfolio].filter(Boolean).join(' '))}" ${counts}>\n${[...cases, ...others].join('\n')}\n  </testsuite>\n</testsuites>`;
}

/** Text as XML allows it: what is markup is escaped, what XML 1.0 forbids is replaced. */
function xml(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (char) => ('\t\n\r'.includes(char) ? char : '�'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;');
}
