import { nearest, type Problem } from '#model/problem.ts';
import { isRecordBook } from '#ingest/records/recordBook.ts';
import { FORECASTS_FILE } from './keptForecasts.ts';
import { KINDS } from './kinds/kinds.ts';
import { strayFix } from './words/fileName.ts';

const ALLOWED = [
  ...Object.keys(KINDS),
  'roadmap',
  'messages',
  'parts',
  'portfolio.yaml',
  'sites.yaml',
  'functions.yaml',
  'glossary.yaml',
  FORECASTS_FILE,
];
const BESIDE = /\.(png|jpe?g|svg|webp|md)$/;

/** Files and folders at the top of the content folder that nothing reads. */
export function strayEntries(names: readonly string[], label: string): Problem[] {
  return names
    .filter(
      (name) =>
        !name.startsWith('.') &&
        !ALLOWED.includes(name) &&
        !isRecordBook(name) &&
        !BESIDE.test(name) &&
        name !== 'assets',
    )
    .map((name) => ({
      code: 'content/unknown-file',
      severity: 'warning',
      file: `${label}/${name}`,
      line: null,
      column: null,
      found: 'nothing reads this',
      allowed: ALLOWED.join(', '),
      fix: strayFix(name, nearest(name, ALLOWED)),
    }));
}
