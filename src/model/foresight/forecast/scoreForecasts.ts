import { binomialChances } from '#model/statistics/binomial.ts';
import { capital, countOf, formatNumber, numberWord } from '#model/words/format.ts';
import {
  FORECAST_KINDS,
  type Forecast,
  type ForecastKind,
  type ForecastScore,
} from './forecast.ts';

/** With fewer nothing is said of how well the promise is kept. */
const LEAST_SCORED = 5;
/** What would happen this rarely if the promise were kept speaks against it. */
const RARE = 0.05;

const NAMES: Record<ForecastKind, string> = {
  'target-date': 'date on which a target is reached',
  'item-done': 'date on which a roadmap item is done',
  'gate-decided': 'date on which a gate is decided',
};

/** "Of 14 forecasts of a date on which a target is reached 11 came true; 80 % was promised." */
export function scoreForecasts(kept: readonly Forecast[]): ForecastScore[] {
  return FORECAST_KINDS.map((kind) => {
    const own = kept.filter((forecast) => forecast.kind === kind && forecast.outcome !== 'void');
    const scored = own.filter(({ outcome }) => outcome !== 'open');
    const cameTrue = scored.filter(({ outcome }) => outcome === 'true').length;
    const promised =
      scored.length === 0
        ? null
        : scored.reduce((sum, one) => sum + one.promised, 0) / scored.length;
    const score = {
      kind,
      open: own.length - scored.length,
      scored: scored.length,
      cameTrue,
      promised,
    };
    const afterwards = own.filter((one) => one.afterwards).length;
    return { ...score, sentence: `${sentence(score)}${madeLater(afterwards, own.length)}` };
  }).filter(({ open, scored }) => open + scored > 0);
}

function sentence({
  kind,
  open,
  scored,
  cameTrue,
  promised,
}: Omit<ForecastScore, 'sentence'>): string {
  const name = NAMES[kind];
  if (scored === 0 || promised === null)
    return `${open === 1 ? 'One forecast' : `${open} forecasts`} of the ${name} ${open === 1 ? 'is' : 'are'} kept; the day of none has come, so nothing is known of how true they are.`;
  const facts = `Of ${countOf(scored, 'forecast')} of the ${name} ${numberWord(cameTrue)} came true; ${formatNumber(100 * promised, 0)} % was promised`;
  const later =
    open === 0
      ? ''
      : ` ${open} more ${open === 1 ? 'waits' : 'wait'} for ${open === 1 ? 'its' : 'their'} day.`;
  return `${facts}${verdict(scored, cameTrue, promised)}.${later}`;
}

function madeLater(afterwards: number, all: number): string {
  if (afterwards === 0) return '';
  const who =
    afterwards === all
      ? all === 1
        ? 'It was'
        : 'All were'
      : `${numberWord(afterwards)} of them ${afterwards === 1 ? 'was' : 'were'}`;
  return ` ${capital(who)} made afterwards, from what was known on the day.`;
}

/** Forecasts of one subject lean on each other, so only a large difference is called one. */
function verdict(scored: number, cameTrue: number, promised: number): string {
  if (scored < LEAST_SCORED) return ', and so few say nothing of how well it is kept';
  const asFew = binomialChances(scored, promised)
    .slice(0, cameTrue + 1)
    .reduce((sum, chance) => sum + chance, 0);
  return asFew < RARE ? ', and that is not kept: do not lean on them' : '';
}
