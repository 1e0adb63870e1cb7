import { resolve } from 'node:path';
import type { Checked } from '#extend/ownReporters.ts';
import { read, type ReadOptions } from './read.ts';

/** What `trilens check` prints, as data: problems, findings, and rows that were quarantined. */
export async function check(options: ReadOptions = {}): Promise<Checked> {
  const { portal, problems } = await read(options);
  const { checkReport } = await import('#cli/reporters/report.ts');
  const { content = 'content', data = 'data' } = options;
  const { portfolioIn } = await import('#ingest/content/portfolioId.ts');
  const portfolio = portal?.portfolio.settings ?? (await portfolioIn(resolve(content)));
  return checkReport(portal, problems, 'never', { content, data, portfolio });
}
