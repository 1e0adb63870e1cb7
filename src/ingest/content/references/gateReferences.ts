import {
  isMeasured,
  metricOf,
  type Criterion,
  type MeasuredCriterion,
} from '#model/record/criterion.ts';
import { PHASE_KINDS, type GateReview, type Phase } from '#model/record/gate.ts';
import type { Metric } from '#model/record/metric.ts';
import { kindOf } from '#model/record/phase.ts';
import { nearest } from '#model/problem.ts';
import { criteriaOf } from '#model/gate/reviewGate.ts';
import type { AddProblem } from '#ingest/content/addProblem.ts';
import type { Content } from '#ingest/content/content.ts';
import type { Source } from '#ingest/content/source.ts';

/** What stands for a phase where nothing goes on. */
const ENDED = ['stopped', 'paused'];

/** Phases exist in the framework, every threshold fits its metric, and ids name one thing each. */
export function gateReferences(
  content: Content,
  sources: readonly Source[],
  add: AddProblem,
): void {
  for (const framework of content.frameworks) {
    const source = sources.find(
      (candidate) => candidate.kind === 'framework' && candidate.id === framework.id,
    );
    if (!source) continue;
    for (const [index, phase] of framework.phases.entries()) {
      criteria(phase.criteria, source, ['phases', index, 'criteria']);
      if (framework.phases.findIndex((other) => other.id === phase.id) < index)
        add(
          source,
          ['phases', index, 'id'],
          'content/duplicate-id',
          `the phase "${phase.id}" is there twice`,
          'give one of them another id',
        );
      if (kindOf(phase) === null)
        add(
          source,
          ['phases', index, 'id'],
          'framework/phase-kind',
          `nothing says what part of the way the phase "${phase.id}" is, so no rule about pilots or roll-outs looks at it`,
          'add kind',
          PHASE_KINDS.join(', '),
          'warning',
        );
    }
  }
  for (const initiative of content.initiatives) {
    const source = sources.find(
      (candidate) => candidate.kind === 'initiative' && candidate.id === initiative.id,
    );
    const framework = content.frameworks.find((candidate) => candidate.id === initiative.framework);
    if (!source) continue;
    const phase = (value: string, at: PropertyKey[], also: readonly string[] = []) => {
      const allowed = [...(framework?.phases.map((one) => one.id) ?? [value]), ...also];
      const near = nearest(value, allowed);
      if (!allowed.includes(value))
        add(
          source,
          at,
          'content/unknown-id',
          `the framework "${initiative.framework}" has no phase "${value}"`,
          near ? `did you mean "${near}"?` : 'use one of its phases',
          allowed.join(', '),
        );
    };
    phase(initiative.phase, ['phase'], ENDED);
    for (const [index, site] of initiative.sites.entries())
      if (site.phase !== '') phase(site.phase, ['sites', index, 'phase'], ENDED);
    for (const [index, gate] of initiative.gates.entries()) {
      const at = ['gates', index];
      phase(gate.phase, [...at, 'phase']);
      criteria(gate.criteria, source, [...at, 'criteria']);
      criteria(gate.stopRules, source, [...at, 'stopRules']);
      if (framework)
        override(
          gate,
          framework.phases.find((candidate) => candidate.id === gate.phase),
          source,
          at,
        );
    }
  }
  reviewsOnce();

  /** An override names what the gate asks: its criteria, its stop rules, or roles that must sign. */
  function override(
    gate: GateReview,
    phase: Phase | undefined,
    source: Source,
    at: readonly PropertyKey[],
  ): void {
    const names = new Set(
      [...criteriaOf(gate, phase?.criteria ?? []), ...gate.stopRules]
        .map((criterion) => criterion.id)
        .concat(
          phase?.signOffs ?? [],
          gate.signOffs.map((sign) => sign.role),
        ),
    );
    for (const [index, name] of (gate.decision?.override?.criteria ?? []).entries()) {
      const near = nearest(name, names);
      if (!names.has(name))
        add(
          source,
          [...at, 'decision', 'override', 'criteria', index],
          'content/unknown-id',
          `the gate "${gate.id}" asks for no "${name}"`,
          near ? `did you mean "${near}"?` : 'name a criterion, a stop rule or a role that signs',
          [...names].join(', '),
        );
    }
  }

  /** A review's id is its place on the page of all gates, so no two share one. */
  function reviewsOnce(): void {
    const seen = new Map<string, string>();
    for (const source of sources.filter(
      ({ kind, language }) => kind === 'initiative' && language === undefined,
    )) {
      for (const [index, gate] of (
        content.initiatives.find((initiative) => initiative.id === source.id)?.gates ?? []
      ).entries()) {
        const at = ['gates', index, 'id'];
        const { line } = source.yaml.at(at);
        const first = seen.get(gate.id);
        if (first)
          add(
            source,
            at,
            'content/duplicate-id',
            `the gate id "${gate.id}" is used twice; first in ${first}`,
            'give one of them another id',
          );
        else seen.set(gate.id, `${source.yaml.file}:${line}`);
      }
    }
  }

  function criteria(list: readonly Criterion[], source: Source, at: readonly PropertyKey[]): void {
    for (const [index, criterion] of list.entries()) {
      if (list.findIndex((other) => other.id === criterion.id) < index)
        add(
          source,
          [...at, index, 'id'],
          'content/duplicate-id',
          `the criterion id "${criterion.id}" is used twice in one list`,
          'give one of them another id',
        );
      const metric = content.metrics.find((candidate) => candidate.id === metricOf(criterion));
      if (metric) unitFits(criterion, metric, source, [...at, index]);
      if (metric && isMeasured(criterion)) fits(criterion, metric, source, [...at, index]);
      if (criterion.kind === 'group')
        criteria(criterion.parts.criteria, source, [
          ...at,
          index,
          criterion.parts.logic === 'all-of' ? 'allOf' : 'anyOf',
        ]);
    }
  }

  function unitFits(
    criterion: Criterion,
    metric: Metric,
    source: Source,
    at: readonly PropertyKey[],
  ): void {
    const must = 'must' in criterion ? criterion.must : undefined;
    if (must?.kind === 'threshold' && must.unit !== '' && must.unit !== metric.unit)
      add(
        source,
        [...at, 'must'],
        'gate/unit',
        `the threshold is in "${must.unit}", the metric "${metric.id}" in "${metric.unit || 'no unit'}"`,
        `write it in ${metric.unit || 'no unit'}`,
      );
    if (
      must?.kind === 'threshold' &&
      must.unit === '' &&
      metric.unit === '%' &&
      Math.abs(must.value) <= 1 &&
      must.value !== 0
    )
      add(
        source,
        [...at, 'must'],
        'gate/unit',
        `the threshold is ${must.value}, the metric "${metric.id}" runs from 0 to 100 %`,
        `write ${Math.round(must.value * 1e8) / 1e6} %`,
      );
  }

  function fits(
    criterion: MeasuredCriterion,
    metric: Metric,
    source: Source,
    at: readonly PropertyKey[],
  ): void {
    const { must, over } = criterion;
    const sustained = criterion.kind === 'metric' ? criterion.sustained : null;
    const limits =
      criterion.kind === 'guardrail' || must?.kind === 'improved' || must?.kind === 'held';
    if (criterion.kind === 'guardrail' && must && must.kind !== 'held')
      add(
        source,
        [...at, 'must'],
        'gate/guardrail',
        `a guardrail asks whether "${metric.id}" shows a signal of harm, and nothing else; what stands under must would be ignored`,
        'leave must out, or make it a criterion of kind metric',
        'held',
      );
    if (limits && metric.spc === 'none')
      add(
        source,
        [...at, criterion.kind === 'guardrail' ? 'metric' : 'must'],
        'gate/ramp',
        `this asks for process limits, and the metric "${metric.id}" has none (spc: none): a ramp is not a stable process`,
        'ask for a threshold that is sustained, or name a stable metric',
      );
    if (over.grain && over.grain !== metric.grain)
      add(
        source,
        [...at, 'over', 'grain'],
        'gate/grain',
        `the window is in ${over.grain}s, the metric "${metric.id}" in ${metric.grain}s`,
        `count the window in ${metric.grain}s`,
        metric.grain,
      );
    if (sustained && sustained.n > over.last)
      add(
        source,
        [...at, 'sustained'],
        'gate/window',
        `${sustained.n} periods are to be sustained in a window of ${over.last}`,
        `set over: { last: ${sustained.n} }`,
      );
  }
}
