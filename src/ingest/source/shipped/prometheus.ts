import { parseArgs } from 'node:util';
import { csvText, inBrief, LoaderFault, named, runProgram, seconds } from './program.ts';

/**
 * The values of a Prometheus query over time as CSV: `time`, `value`, and a column for each label
 * (https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries).
 */
const OPTIONS = {
  url: { type: 'string' },
  token: { type: 'string' },
  query: { type: 'string' },
  last: { type: 'string', default: '90d' },
  step: { type: 'string', default: '1d' },
  end: { type: 'string' },
} as const;

interface Series {
  metric: Record<string, string>;
  values: [time: number, value: string][];
}

interface Answer {
  status: 'success' | 'error';
  error?: string;
  errorType?: string;
  warnings?: string[];
  data?: { resultType: string; result: Series[] };
}

await runProgram(async () => {
  const { values } = parseArgs({ options: OPTIONS });
  if (!values.query) throw new LoaderFault('--query is missing: a query in PromQL');
  const answer = await ask(new URL('api/v1/query_range', addressOf(values.url)), values);
  for (const warning of answer.warnings ?? []) console.error(`Prometheus warns: ${warning}`);
  const { resultType, result } = answer.data ?? { resultType: 'nothing', result: [] };
  if (resultType !== 'matrix')
    throw new LoaderFault(`the answer is of the type ${resultType}; a range query gives a matrix`);
  return tableOf(result);
});

/** The server with whatever path it is behind. */
function addressOf(option: string | undefined): URL {
  const text = named('url', option);
  if (!URL.canParse(text))
    throw new LoaderFault(`${option} holds no address such as https://prometheus.example:9090`);
  const url = new URL(text);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

interface Asked {
  query?: string | undefined;
  token?: string | undefined;
  last: string;
  step: string;
  end?: string | undefined;
}

/** Times are multiples of the step, so that every night asks for the same points. */
async function ask(url: URL, { query = '', token, last, step, end }: Asked): Promise<Answer> {
  const width = seconds('step', step);
  const now = end === undefined ? Date.now() : Date.parse(end);
  if (Number.isNaN(now))
    throw new LoaderFault(`--end is "${end}"; it must be a time such as 2026-10-07T00:00:00Z`);
  const to = Math.floor(now / 1000 / width) * width;
  const from = to - Math.floor(seconds('last', last) / width) * width;
  const body = new URLSearchParams({
    query,
    start: String(from),
    end: String(to),
    step: String(width),
  });
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: token === undefined ? {} : { authorization: `Bearer ${named('token', token)}` },
  });
  const text = await response.text();
  const answer = parsed(text);
  if (answer === null)
    throw new LoaderFault(`Prometheus answered ${response.status} without JSON: ${inBrief(text)}`);
  if (answer.status !== 'success')
    throw new LoaderFault(`Prometheus refused the query (${answer.errorType}): ${answer.error}`);
  return answer;
}

function parsed(text: string): Answer | null {
  try {
    const answer: Answer = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : null;
  } catch {
    return null;
  }
}

/** A row for each point. What is no number (NaN) stays as it is, and is quarantined with its reason. */
function tableOf(result: readonly Series[]): string {
  const labels = [...new Set(result.flatMap(({ metric }) => Object.keys(metric)))].sort();
  const clash = labels.find((label) => label === 'time' || label === 'value');
  if (clash !== undefined)
    throw new LoaderFault(
      `a label is called ${clash}, as a column is; rename it in the query with label_replace`,
    );
  const rows = result.flatMap(({ metric, values }) =>
    values.map(([time, value]) => [
      new Date(time * 1000).toISOString().replace('.000Z', 'Z'),
      value,
      ...labels.map((label) => metric[label] ?? ''),
    ]),
  );
  return csvText(['time', 'value', ...labels], rows);
}
