import type { IsoDate } from '#model/date.ts';
import type { Criterion } from '#model/gate.ts';
import type { Metric } from '#model/metric.ts';
import { nearest } from '#model/problem.ts';
import type { Content, Source } from './content.ts';

type Add = (source: Source, at: readonly PropertyKey[], code: string, found: string, fix: string, allowed?: string) => void;

/** Phases exist in the framework, nothing is signed or decided in the future, and every threshold fits its metric. */
export function gateReferences(content: Content, sources: readonly Source[], asOf: IsoDate, add: Add): void {
  for (const framework of content.frameworks) {
    const source = sources.find((candidate) => candidate.kind === 'framework' && candidate.id === framework.id);
    if (source) for (const [index, phase] of framework.phases.entries()) criteria(phase.criteria, source, ['phases', index, 'criteria']);
  }
  for (const initiative of content.initiatives) {
    const source = sources.find((candidate) => candidate.kind === 'initiative' && candidate.id === initiative.id);
    const framework = content.frameworks.find((candidate) => candidate.id === initiative.framework);
    if (!source || !framework) continue;
    const phases = new Set([...framework.phases.map((phase) => phase.id), 'stopped', 'paused']);
    const phase = (value: string, at: PropertyKey[]) => {
      const near = nearest(value, phases);
      if (!phases.has(value)) add(source, at, 'content/unknown-id', `the framework "${framework.id}" has no phase "${value}"`, near ? `did you mean "${near}"?` : 'use one of its phases', [...phases].join(', '));
    };
    phase(initiative.phase, ['phase']);
    for (const [index, gate] of initiative.gates.entries()) {
      const at = ['gates', index];
      phase(gate.phase, [...at, 'phase']);
      for (const [sign, { name, date }] of gate.signOffs.entries()) if (date > asOf) add(source, [...at, 'signOffs', sign, 'date'], 'content/future-date', `the sign-off of ${name} is dated ${date}, after ${asOf}`, 'correct the date');
      if (gate.decision && gate.decision.date > asOf) add(source, [...at, 'decision', 'date'], 'content/future-date', `the decision is dated ${gate.decision.date}, after ${asOf}`, 'correct the date');
      criteria(gate.criteria, source, [...at, 'criteria']);
      criteria(gate.stopRules, source, [...at, 'stopRules']);
    }
  }

  function criteria(list: readonly Criterion[], source: Source, at: readonly PropertyKey[]): void {
    for (const [index, criterion] of list.entries()) {
      const metric = content.metrics.find((candidate) => candidate.id === criterion.metric);
      if (metric) fits(criterion, metric, source, [...at, index]);
      if (criterion.parts) criteria(criterion.parts.criteria, source, [...at, index, criterion.parts.logic === 'all-of' ? 'allOf' : 'anyOf']);
    }
  }

  function fits(criterion: Criterion, metric: Metric, source: Source, at: readonly PropertyKey[]): void {
    const { must, over, sustained } = criterion;
    if (must?.kind === 'threshold' && must.unit !== '' && must.unit !== metric.unit) add(source, [...at, 'must'], 'gate/unit', `the threshold is in "${must.unit}", the metric "${metric.id}" in "${metric.unit || 'no unit'}"`, `write it in ${metric.unit || 'no unit'}`);
    if (must?.kind === 'threshold' && must.unit === '' && metric.unit === '%' && Math.abs(must.value) <= 1 && must.value !== 0) add(source, [...at, 'must'], 'gate/unit', `the threshold is ${must.value}, the metric "${metric.id}" runs from 0 to 100 %`, `write ${Math.round(must.value * 1e8) / 1e6} %`);
    if (over.grain && over.grain !== metric.grain) add(source, [...at, 'over', 'grain'], 'gate/grain', `the window is in ${over.grain}s, the metric "${metric.id}" in ${metric.grain}s`, `count the window in ${metric.grain}s`, metric.grain);
    if (sustained && sustained.n > over.last) add(source, [...at, 'sustained'], 'gate/window', `${sustained.n} periods are to be sustained in a window of ${over.last}`, `set over: { last: ${sustained.n} }`);
  }
}
