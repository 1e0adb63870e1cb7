import type { Portal } from '#model/portal.ts';
import { SEVERITIES } from '#model/record/finding.ts';
import { periodEnd } from '#model/time/period.ts';

interface Sample {
  labels: Record<string, string>;
  value: number;
}

interface Family {
  name: string;
  type: 'gauge' | 'info';
  help: string;
  samples: Sample[];
}

/**
 * The newest values as OpenMetrics text, for Prometheus and whatever reads it (https://prometheus.io/docs/specs/om/open_metrics_spec/).
 * A value that is withheld, or that nothing was observed for, has no sample: a gap is not a zero. When a value is of, and what is
 * in doubt, are series of their own, so that an alert can ask for them.
 */
export function openMetrics(portal: Portal): string {
  return `${families(portal)
    .filter(({ samples }) => samples.length > 0)
    .map(familyText)
    .join('')}# EOF\n`;
}

function families(portal: Portal): Family[] {
  const states = [...portal.metrics.values()];
  const newest = states.flatMap(({ metric, all, bySite }) =>
    [all, ...bySite].flatMap(({ site, latest }) =>
      latest && latest.value !== null && Number.isFinite(latest.value)
        ? [
            {
              labels: { metric: metric.id, ...(site === null ? {} : { site }) },
              value: latest.value,
              end: seconds(periodEnd(latest.period, metric.grain)),
            },
          ]
        : [],
    ),
  );
  const open = portal.findings.filter(({ accepted }) => accepted === null);
  return [
    {
      name: 'trilens_metric',
      type: 'info',
      help: 'What a metric is called, its unit, and which way is better.',
      samples: states.map(({ metric }) => ({
        labels: {
          metric: metric.id,
          title: metric.title,
          unit: metric.unit,
          direction: metric.direction,
        },
        value: 1,
      })),
    },
    gauge('trilens_metric_value', 'Newest value; without a site: over all of them.', newest),
    gauge(
      'trilens_metric_period_end_timestamp_seconds',
      'Last day of the period that the newest value is of.',
      newest.map(({ labels, end }) => ({ labels, value: end })),
    ),
    gauge(
      'trilens_metric_doubts',
      'Doubts about a metric that its page shows.',
      states.map(({ metric, doubts }) => ({
        labels: { metric: metric.id },
        value: doubts.length,
      })),
    ),
    gauge(
      'trilens_export_extracted_timestamp_seconds',
      'Day on which the newest dump of an export was extracted.',
      portal.portfolio.exports.flatMap(({ contract, extracted }) =>
        extracted === null
          ? []
          : [{ labels: { export: contract.name }, value: seconds(extracted.slice(0, 10)) }],
      ),
    ),
    gauge(
      'trilens_findings',
      'Open findings.',
      SEVERITIES.map((severity) => ({
        labels: { severity },
        value: open.filter((finding) => finding.severity === severity).length,
      })),
    ),
    gauge('trilens_as_of_timestamp_seconds', 'Day that everything is judged as of.', [
      { labels: {}, value: seconds(portal.portfolio.asOf) },
    ]),
  ];
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, type: 'gauge', help, samples: [...samples] };
}

const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

function familyText({ name, type, help, samples }: Family): string {
  const lines = samples.map(({ labels, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
    return `${name}${type === 'info' ? '_info' : ''}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}\n`;
  });
  return `# TYPE ${name} ${type}\n# HELP ${name} ${escaped(help)}\n${lines.join('')}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
