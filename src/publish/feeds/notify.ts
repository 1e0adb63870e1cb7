import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { capital } from '#model/words/format.ts';
import type { Portal } from '#model/portal.ts';
import { writeAlerts } from './alertMails.ts';
import { emailPage } from './email.ts';
import { type Notice, noticeOf } from './notice.ts';

const PATIENCE = 10_000;
/** Where a message is sent to; both optional. */
export interface Receivers {
  teams?: string | undefined;
  slack?: string | undefined;
}

/**
 * Writes the message about a build to `DIR/notify/teams.json` (an Adaptive Card for a workflow's webhook), `slack.json`
 * and `email.html`, with the alerts of readers, and sends the first two only where an address is given. What goes wrong in sending is said and stops nothing.
 */
export async function notify(
  portal: Portal,
  dir: string,
  receivers: Receivers,
): Promise<{ sent: string[]; failed: string[] }> {
  const notice = noticeOf(portal);
  const messages = { teams: teamsMessage(notice), slack: slackMessage(notice) };
  const folder = join(dir, 'notify');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'email.html'), emailPage(portal, notice));
  await writeAlerts(portal, folder);
  const result = { sent: [] as string[], failed: [] as string[] };
  for (const [name, message] of Object.entries(messages) as ['teams' | 'slack', object][]) {
    await writeFile(join(folder, `${name}.json`), `${JSON.stringify(message, null, 1)}\n`);
    const place = receivers[name];
    if (!place) continue;
    const problem = await send(place, message);
    if (problem === null) result.sent.push(name);
    else
      result.failed.push(
        `the message to ${name === 'teams' ? 'Microsoft Teams' : 'Slack'} was not delivered: ${problem}`,
      );
  }
  return result;
}

function teamsMessage({ title, headline, groups, link }: Notice): object {
  const text = (words: string, more: object = {}) => ({
    type: 'TextBlock',
    text: words,
    wrap: true,
    ...more,
  });
  const body = [
    text(title, { weight: 'Bolder', size: 'Medium' }),
    text(headline),
    ...groups.flatMap((group) => [
      text(group.title, { weight: 'Bolder', spacing: 'Medium' }),
      ...group.lines.map((entry) => text(plain(entry), { spacing: 'Small' })),
      ...(group.more > 0 ? [text(`${group.more} more`, { isSubtle: true, spacing: 'Small' })] : []),
    ]),
  ];
  const actions =
    link === null
      ? {}
      : { actions: [{ type: 'Action.OpenUrl', title: 'What changed', url: link }] };
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body,
          ...actions,
        },
      },
    ],
  };
}

function slackMessage({ title, headline, groups, link }: Notice): object {
  const section = (words: string) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: words.slice(0, 3000) },
  });
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: title.slice(0, 150) } },
    section(slackText(headline)),
    ...groups.map((group) =>
      section(
        [
          `*${group.title}*`,
          ...group.lines.map(slackText),
          ...(group.more > 0 ? [`${group.more} more`] : []),
        ].join('\n'),
      ),
    ),
  ];
  return {
    text: capital(title),
    blocks: link === null ? blocks : [...blocks, section(`<${link}|What changed>`)],
  };
}

/** Markdown of a card is not wanted: the words come from data. */
function plain(text: string): string {
  return text.replaceAll(/([\\`*_[\]])/g, '\\$1');
}

function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Null when it arrived, else why it did not; the address is a secret and never said. */
async function send(place: string, message: object): Promise<string | null> {
  try {
    const answer = await fetch(place, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(PATIENCE),
    });
    await answer.body?.cancel();
    return answer.ok ? null : `the server answered ${answer.status}`;
  } catch (error) {
    const cause = (error as Error).cause as { code?: string } | undefined;
    return (error as Error).name === 'TimeoutError'
      ? 'no answer within ten seconds'
      : (cause?.code ?? 'its address cannot be reached');
  }
}
