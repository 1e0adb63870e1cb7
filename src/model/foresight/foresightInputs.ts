import type { Portal } from '#model/portal.ts';
import type { Earlier } from './earlier.ts';
import { observationsDigest } from './observationsDigest.ts';

/**
 * All that foresight is computed from, as plain values: what was written and read, and what earlier builds foresaw. Texts and
 * reports are left out, since no forecast reads them.
 */
export function foresightInputs(
  { portfolio }: Pick<Portal, 'portfolio'>,
  earlier: Earlier,
): unknown {
  const {
    written: _texts,
    translated: _translations,
    reports: _reports,
    lineOf: _lines,
    before: _seen,
    ...records
  } = portfolio;
  return {
    ...records,
    initiatives: records.initiatives.map(({ body: _body, headings: _headings, ...rest }) => rest),
    playbooks: records.playbooks.map(({ body: _body, headings: _headings, ...rest }) => rest),
    exports: records.exports.map(({ quarantine: _rows, ...rest }) => rest),
    observations: [...records.observations.values()].map(observationsDigest),
    earlier: { forecasts: earlier?.forecasts, courses: earlier?.courses },
  };
}
