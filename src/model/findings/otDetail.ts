import type { Found } from '#model/record/finding.ts';
import type { Portal } from '#model/portal.ts';
import {
  aboutExport,
  aboutGoal,
  aboutInitiative,
  aboutItem,
  aboutMetric,
  aboutText,
} from './about.ts';

/** What reconnaissance looks for, by the name under which it is reported; what was found is never repeated. */
const DETAILS: [string, RegExp][] = [
  [
    'a network address',
    /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\/\d{1,2})?(?![\w.]*\d)/,
  ],
  [
    'a credential',
    /\b(?:password|passwort|kennwort|contraseña|mot de passe|api[ _-]?key|secret key|access token|community string)\b["']?\s*(?:(?:is|ist|es|est)\s*:?|=|:)\s*["'`]?[^\s"'`]{4,}/i,
  ],
  [
    'the version of a controller',
    /\b(?:S7-\d{3,4}|SIMATIC|ControlLogix|CompactLogix|TwinCAT|TIA Portal|Modicon|MELSEC|FactoryTalk|WinCC|firmware|PLC|HMI|RTU)\b[^.\n]{0,40}?\b(?:V|FW|firmware|version|release) ?\d+\.\d+/i,
  ],
  [
    'a network drawing',
    /\]\([^)]*(?:network|netzplan|topolog|vlan|purdue)[^)]*\.(?:vsdx?|dwg|drawio|pdf|png|jpe?g|svg)\)/i,
  ],
];
/** Addresses that RFC 5737 keeps free for examples, and those of one's own machine. */
const EXAMPLES = /\b(?:192\.0\.2|198\.51\.100|203\.0\.113|127\.0\.0)\.\d{1,3}\b|\b0\.0\.0\.0\b/g;

/** Details of plants and networks in anything that is published, text by text. */
export function otDetails(portal: Portal): Found[] {
  const { portfolio } = portal;
  const look = (text: string | undefined, found: (what: string) => Found): Found[] => {
    const named = detailIn(text);
    return named ? [found(`It shows ${named}.`)] : [];
  };
  return [
    ...[...(portfolio.written ?? []), ...(portfolio.translated ?? [])].flatMap((written) =>
      written.text
        .split('\n')
        .flatMap((row, index) =>
          look(row, (what) => aboutText(written, what, { line: written.line + index })),
        ),
    ),
    ...portfolio.goals.flatMap((goal) =>
      look(goal.statement, (what) => aboutGoal(goal, what, { field: ['statement'] })),
    ),
    ...portfolio.metrics.flatMap((metric) =>
      look(`${metric.description ?? ''}\n${metric.why ?? ''}`, (what) =>
        aboutMetric(metric, what, 'steward', { field: ['description'] }),
      ),
    ),
    ...portfolio.roadmap.flatMap((item) =>
      look(`${item.title}\n${item.note ?? ''}`, (what) =>
        aboutItem(item, what, { field: ['note'] }),
      ),
    ),
    ...portfolio.initiatives.flatMap((initiative) => [
      ...look([initiative.summary, ...Object.values(initiative.perspectives)].join('\n'), (what) =>
        aboutInitiative(initiative, what, 'itLead', { field: ['summary'] }),
      ),
      ...initiative.checkpoints.flatMap((point, index) =>
        look(point.findings.join('\n'), (what) =>
          aboutInitiative(initiative, what, 'itLead', { field: ['checkpoints', index] }),
        ),
      ),
    ]),
    ...portfolio.playbooks.flatMap((playbook) =>
      look(playbook.summary, (what) => ({
        record: `playbooks/${playbook.id}`,
        path: `playbooks/${playbook.id}/`,
        title: playbook.title,
        file: playbook.file,
        what,
        lens: 'it',
        role: 'Playbook owner',
        person: playbook.owner ?? null,
        initiative: null,
        field: ['summary'],
      })),
    ),
    ...portfolio.friction.flatMap((item) =>
      look(item.title, (what) => {
        const report = portfolio.exports.find(
          (one) => one.contract.name === portfolio.settings.friction?.export,
        );
        return report
          ? aboutExport(report.contract, `${item.id}: ${what}`)
          : {
              record: `issues/${item.id}`,
              path: 'trust/',
              title: item.id,
              file: null,
              what,
              lens: 'it',
              role: 'Export owner',
              person: null,
              initiative: item.initiative,
            };
      }),
    ),
  ];
}

function detailIn(text: string | undefined): string | null {
  if (!text) return null;
  const plain = text.replaceAll(EXAMPLES, '');
  return DETAILS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}
