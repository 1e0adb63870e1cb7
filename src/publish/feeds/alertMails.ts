import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alertsOf, type Alert } from '#model/decision/alerts.ts';
import { readersOf } from '#model/decision/reader.ts';
import type { Portal } from '#model/portal.ts';
import { longDate } from '#model/time/date.ts';
import { countOf } from '#model/words/format.ts';
import { address } from '#site/urls.ts';
import { linked, mailPage, table, text } from './mail.ts';

/** One mail in `alerts.json`, for whatever sends it. */
interface AlertMail {
  reader: string;
  /** In the folder `alerts`. */
  file: string;
  subject: string;
  /** Alerts that the period before did not have; a mail without any need not be sent again. */
  news: number;
}

/** Writes a mail for each reader who has an alert to `DIR/alerts/READER.html`, and the list of them to `DIR/alerts.json`. Those of an earlier build go. */
export async function writeAlerts(portal: Portal, dir: string): Promise<void> {
  const readers = readersOf(portal);
  const folder = join(dir, 'alerts');
  await rm(folder, { recursive: true, force: true });
  const mails: AlertMail[] = [];
  for (const { reader, alerts } of alertsOf(portal)) {
    const id = readers.of(reader)?.id ?? `reader-${mails.length + 1}`;
    const subject = subjectOf(alerts);
    const mail = {
      reader: readers.of(reader)?.name ?? reader,
      file: `${id}.html`,
      subject,
      news: alerts.filter(({ isNew }) => isNew).length,
    };
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, mail.file), pageOf(portal, mail, alerts));
    mails.push(mail);
  }
  await writeFile(join(dir, 'alerts.json'), `${JSON.stringify(mails, null, 1)}\n`);
}

function subjectOf(alerts: readonly Alert[]): string {
  const [first] = alerts;
  return alerts.length === 1 && first
    ? `${first.title}: ${first.newest}`
    : countOf(alerts.length, 'alert');
}

function pageOf({ portfolio }: Portal, { reader, subject }: AlertMail, alerts: readonly Alert[]) {
  const { settings, asOf } = portfolio;
  const rows = alerts.map((alert) => [
    linked(alert.title, address(`metrics/${alert.metric}/`, settings.url)),
    text(alert.newest),
    text(alert.limit),
    text([alert.says, ...alert.doubts].join(' ')),
  ]);
  return mailPage({
    language: settings.locale,
    title: `For ${reader}`,
    headline: subject,
    sections: [table('Thresholds', ['Metric', 'Newest', 'Alert', 'Status'], rows)],
    foot: `${settings.name}, as of ${longDate(asOf)}. What is watched is in portfolio.yaml, under alerts.`,
  });
}
