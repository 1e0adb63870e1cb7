import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portal } from '#model/portal.ts';
import { metricSheets } from './metricSheets.ts';
import { portalSheets } from './portalSheets.ts';
import { workbook } from './workbook.ts';

/** A workbook of every metric beside its CSV, and one of the whole portal. */
export async function writeWorkbooks(portal: Portal, dir: string): Promise<void> {
  const { asOf, sites } = portal.portfolio;
  for (const state of portal.metrics.values())
    await writeFile(
      join(dir, `api/metrics/${state.metric.id}.xlsx`),
      await workbook(metricSheets(state, sites), asOf),
    );
  await writeFile(join(dir, 'api/portfolio.xlsx'), await workbook(portalSheets(portal), asOf));
}
