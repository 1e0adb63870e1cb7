import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** German compounds without a space to break at, names of eighty characters, values of twelve digits: what real portfolios hold. */
const LONG = {
  company: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  metric:
    'Instandhaltungsbedingte Produktionsausfallstundenverlustkostenkennzahl je Fertigungslinie',
  unit: 'Rechnungseinheiten je Fertigungsstunde',
  initiative:
    'Vorausschauende Instandhaltungsentscheidungsunterstützungssystemeinführung im Walzwerk',
  site: 'Kaltwalzwerksbetriebsstätte Oberhausen-Sterkrade mit Beizereierweiterungshalle',
  person: 'Prof. Dr.-Ing. Maximiliane von Hohenlohe-Schillingsfürst-Waldenburg, Bereichsleiterin',
  item: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzkonforme Datenanbindung',
};

/** The starter with long words and large numbers: a portfolio of its own, `content` and `data` in one folder. */
export async function longPortfolio(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-long-'));
  await cp('src/cli/starter', dir, { recursive: true });
  const edit = async (file: string, change: (text: string) => string) =>
    writeFile(join(dir, file), change(await readFile(join(dir, file), 'utf8')));
  await edit('content/portfolio.yaml', (text) =>
    text.replace(/^name: .*$/m, `name: ${LONG.company}`),
  );
  await edit('content/sites.yaml', (text) =>
    text
      .replace('North plant', LONG.site)
      .replace('Line 1', 'Quartogerüstdoppelreversierkaltwalzstraße'),
  );
  await edit('content/goals/fewer-stops.yaml', (text) =>
    text
      .replace(/^title: .*$/m, `title: ${LONG.metric}`)
      .replace('Head of production', `"${LONG.person}"`)
      .replace('value: 6', 'value: 600000000000'),
  );
  await edit('content/metrics/unplanned-stops.yaml', (text) =>
    text
      .replace(/^title: .*$/m, `title: ${LONG.metric}`)
      .replace('unit: "%"', `unit: ${LONG.unit}\ndecimals: 0`)
      .replace(/ratio:[\s\S]*?planned_hours }\n/, 'sum: stop_hours\n')
      .replace('value: 6', 'value: 600000000000')
      .replace('Head of production', `"${LONG.person}"`),
  );
  await edit('content/initiatives/early-signs.mdx', (text) =>
    text
      .replace(/^title: .*$/m, `title: ${LONG.initiative}`)
      .replaceAll(/(Lead|Sponsor|Voice): .*/g, `$1: "${LONG.person}"`),
  );
  await edit('content/roadmap/items.yaml', (text) =>
    text.replace('Stop events in one place', LONG.item).replace('Sensors on line 2', LONG.item),
  );
  await edit('data/datapackage.json', (text) =>
    text.replace('"Stop log"', JSON.stringify(LONG.metric)),
  );
  await edit('data/stops.csv', (text) =>
    text.replaceAll(
      /^(\d{4}-\d\d-\d\d,\w+),([\d.]+)/gm,
      (_, row: string, hours: string) => `${row},${Math.round(Number(hours) * 41_152_263_374)}`,
    ),
  );
  return dir;
}

/** The starter without what a beginner does not have yet: no initiative, roadmap, playbook, goal or site. */
export async function barePortfolio(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-bare-'));
  await cp('src/cli/starter', dir, { recursive: true });
  for (const part of ['initiatives', 'roadmap', 'playbooks', 'goals'])
    await rm(join(dir, 'content', part), { recursive: true });
  await writeFile(join(dir, 'content/portfolio.yaml'), 'name: A beginning\n');
  return dir;
}
