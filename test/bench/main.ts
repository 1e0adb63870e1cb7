import { CORE_SIZE, judgeOnce } from './core.ts';
import { benchPictures } from './pictures.ts';
import { benchPortal } from './portal.ts';
import { benchRows } from './rows.ts';
import { run as benchSite } from './site.ts';

/** Benches by name; each prints what it measured beside its goals. */
const BENCHES: Record<string, () => boolean | Promise<boolean>> = {
  rows: benchRows,
  core: benchCore,
  pictures: benchPictures,
  site: () => benchSite().then(() => true),
  portal: benchPortal,
};

function benchCore(): boolean {
  const { wall, cpu, observations, gates, findings } = judgeOnce(CORE_SIZE);
  console.log(
    `${observations.toLocaleString('en')} observations, ${gates} gates, ${findings} findings: ${wall.toFixed(2)} s wall, ${cpu.toFixed(2)} s CPU`,
  );
  return true;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(
    `There is no bench ${unknown.join(', ')}. Allowed: ${Object.keys(BENCHES).join(', ')}.`,
  );
  process.exit(2);
}
let areGoalsMet = true;
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) {
  console.log(`\n${name}`);
  areGoalsMet = ((await BENCHES[name]?.()) ?? true) && areGoalsMet;
}
process.exitCode = areGoalsMet ? 0 : 1;
