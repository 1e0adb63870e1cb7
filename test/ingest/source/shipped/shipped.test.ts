import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runLoader } from '#ingest/source/loader.ts';

interface Request {
  path: string;
  body: string;
  authorization: string | undefined;
}

let server: Server;
const requests: Request[] = [];
let answer: { status: number; body: string } = { status: 200, body: '' };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { authorization } = request.headers;
    requests.push({ path: request.url ?? '', body, authorization });
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  process.env['SERVER_URL'] = `http://127.0.0.1:${port}/behind/proxy`;
  process.env['SERVER_TOKEN'] = 's3cret-of-the-server';
});
afterAll(() => {
  server.close();
  delete process.env['SERVER_URL'];
  delete process.env['SERVER_TOKEN'];
});

/** What a shipped loader prints when the server answers so, and what it asked. */
async function load(run: string, args: string[], body: string | object, status = 200) {
  answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
  const bytes = await runLoader(
    {
      run: `trilens:${run}`,
      args: ['--url', 'SERVER_URL', '--token', 'SERVER_TOKEN', ...args],
      env: ['SERVER_URL', 'SERVER_TOKEN'],
      timeoutSeconds: 30,
    },
    tmpdir(),
  );
  return { csv: Buffer.from(bytes).toString(), asked: requests.at(-1) as Request };
}

const PROMETHEUS = [
  '--query',
  'sum by (site) (stops_total)',
  '--end',
  '2026-10-07T13:00:00Z',
  '--last',
  '2d',
];

describe('the loader for Prometheus', () => {
  // The answer of https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries, with labels of a plant.
  const MATRIX = {
    status: 'success',
    data: {
      resultType: 'matrix',
      result: [
        {
          metric: { site: 'North, hall 1' },
          values: [
            [1435781430.781, '1'],
            [1435867830, 'NaN'],
          ],
        },
        { metric: { line: 'B' }, values: [[1435781430.781, '0.5']] },
      ],
    },
  };

  it('gives a row for each point, with a column for each label', async () => {
    const { csv, asked } = await load('prometheus', PROMETHEUS, MATRIX);
    expect(csv).toBe(
      'time,value,line,site\n2015-07-01T20:10:30.781Z,1,,"North, hall 1"\n2015-07-02T20:10:30Z,NaN,,"North, hall 1"\n2015-07-01T20:10:30.781Z,0.5,B,\n',
    );
    expect(asked.path).toBe('/behind/proxy/api/v1/query_range');
    expect(asked.authorization).toBe('Bearer s3cret-of-the-server');
    expect(Object.fromEntries(new URLSearchParams(asked.body))).toEqual({
      query: 'sum by (site) (stops_total)',
      start: String(Date.UTC(2026, 9, 5) / 1000),
      end: String(Date.UTC(2026, 9, 7) / 1000),
      step: '86400',
    });
  });

  it('ends with what the server says against the query', async () => {
    const refused = {
      status: 'error',
      errorType: 'bad_data',
      error: 'parse error: unexpected end of input',
    };
    await expect(load('prometheus', PROMETHEUS, refused, 400)).rejects.toThrow(
      'the loader trilens:prometheus ended with exit code 1: Prometheus refused the query (bad_data): parse error: unexpected end of input',
    );
  });

  it.each([
    [
      'a page in place of an answer',
      PROMETHEUS,
      '<html>Log in</html>',
      'Prometheus answered 200 without JSON: <html>Log in</html>',
    ],
    [
      'a span that is none',
      [...PROMETHEUS, '--step', '1 day'],
      MATRIX,
      '--step is "1 day"; it must be a span such as 90d, 6h or 5m',
    ],
    ['no query', [], MATRIX, '--query is missing'],
    [
      'a label with the name of a column',
      PROMETHEUS,
      {
        status: 'success',
        data: { resultType: 'matrix', result: [{ metric: { value: 'x' }, values: [] }] },
      },
      'a label is called value, as a column is',
    ],
  ])('refuses %s', async (_, args, body, words) => {
    await expect(load('prometheus', args, body)).rejects.toThrow(words);
  });

  it('says the token in no message', async () => {
    await expect(
      load('prometheus', PROMETHEUS, 'the token s3cret-of-the-server is not known', 401),
    ).rejects.toThrow('Prometheus answered 401 without JSON: the token *** is not known');
  });

  it('takes names of environment variables and never an address', async () => {
    await expect(
      runLoader(
        {
          run: 'trilens:prometheus',
          args: ['--query', 'up', '--url', 'http://x'],
          env: [],
          timeoutSeconds: 30,
        },
        tmpdir(),
      ),
    ).rejects.toThrow('--url takes the name of an environment variable, never the value itself');
  });
});

describe('the loader for InfluxDB', () => {
  it('gives the rows of Flux as one table, whatever tables the answer has', async () => {
    const annotated = [
      '#datatype,string,long,dateTime:RFC3339,dateTime:RFC3339,dateTime:RFC3339,double,string',
      '#group,false,false,true,true,false,false,true',
      '#default,_result,,,,,,',
      ',result,table,_start,_stop,_time,_value,site',
      ',,0,2026-10-01T00:00:00Z,2026-10-03T00:00:00Z,2026-10-01T00:00:00Z,15.43,North',
      ',,0,2026-10-01T00:00:00Z,2026-10-03T00:00:00Z,2026-10-02T00:00:00Z,59.25,North',
      '',
      '#datatype,string,long,dateTime:RFC3339,double,string',
      '#group,false,false,false,false,true',
      '#default,_result,,,,',
      ',result,table,_time,_value,line',
      ',,1,2026-10-01T00:00:00Z,7,"B, left"',
      '',
      '',
    ].join('\r\n');
    const { csv, asked } = await load(
      'influxdb',
      ['--org', 'plant', '--flux', 'from(bucket: "stops")'],
      annotated,
    );
    expect(csv).toBe(
      '_time,_value,site,line\n2026-10-01T00:00:00Z,15.43,North,\n2026-10-02T00:00:00Z,59.25,North,\n2026-10-01T00:00:00Z,7,,"B, left"\n',
    );
    expect(asked).toEqual({
      path: '/behind/proxy/api/v2/query?org=plant',
      body: 'from(bucket: "stops")',
      authorization: 'Token s3cret-of-the-server',
    });
  });

  it('fails where Flux ends with an error in the midst of an answer', async () => {
    const broken =
      '#datatype,string,long\r\n#group,true,true\r\n#default,,\r\n,error,reference\r\n,Failed to parse query,897\r\n';
    await expect(load('influxdb', ['--org', 'plant', '--flux', 'x'], broken)).rejects.toThrow(
      'InfluxDB ended with an error: Failed to parse query',
    );
  });

  it('gives the rows of InfluxQL with their tags', async () => {
    const { csv, asked } = await load(
      'influxdb',
      ['--db', 'plant', '--influxql', 'SELECT mean(h) FROM stops'],
      {
        results: [
          {
            statement_id: 0,
            series: [
              {
                name: 'stops',
                tags: { site: 'North' },
                columns: ['time', 'mean'],
                values: [
                  ['2026-10-01T00:00:00Z', 0.64],
                  ['2026-10-02T00:00:00Z', null],
                ],
              },
              {
                name: 'stops',
                tags: { site: 'South' },
                columns: ['time', 'mean'],
                values: [['2026-10-01T00:00:00Z', 2]],
              },
            ],
          },
        ],
      },
    );
    expect(csv).toBe(
      'time,mean,site\n2026-10-01T00:00:00Z,0.64,North\n2026-10-02T00:00:00Z,,North\n2026-10-01T00:00:00Z,2,South\n',
    );
    expect(asked.path).toBe('/behind/proxy/query?db=plant');
  });

  it('fails where a query is answered with 200 and an error', async () => {
    await expect(
      load('influxdb', ['--db', 'x', '--influxql', 'SELECT'], {
        results: [{ statement_id: 0, error: 'database not found: x' }],
      }),
    ).rejects.toThrow('InfluxDB refused the query: database not found: x');
  });
});

it('a loader that does not come with Trilens is an error that names those that do', async () => {
  await expect(
    runLoader({ run: 'trilens:graphite', args: [], env: [], timeoutSeconds: 30 }, tmpdir()),
  ).rejects.toThrow('no loader that comes with Trilens is called trilens:graphite');
});
