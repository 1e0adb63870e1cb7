import { nearest, type Problem } from '#model/problem.ts';
import { type Framework, type GateReview, type Phase, PHASE_KINDS } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { kindOf } from '#model/record/phase.ts';
import { criteriaOf } from '#model/gate/reviewGate.ts';
import type { Content } from '#ingest/content/content.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';
import { criterionReferences } from './criterionReferences.ts';
import { problemAt } from './problemAt.ts';

/** Phases exist in the framework, every threshold fits its metric, and ids name one thing each. */
export function gateReferences(content: Content, sources: readonly Source[]): Problem[] {
  return [
    ...content.frameworks.flatMap((framework) => {
      const source = sourceOf(sources, 'framework', framework.id);
      return source ? ofFramework(framework, source, content) : [];
    }),
    ...content.initiatives.flatMap((initiative) => {
      const source = sourceOf(sources, 'initiative', initiative.id);
      return source ? ofInitiative(initiative, source, content) : [];
    }),
    ...reviewsOnce(content, sources),
  ];
}

function ofFramework({ phases }: Framework, source: Source, { metrics }: Content): Problem[] {
  return phases.flatMap((phase, index) => {
    const at = ['phases', index, 'id'];
    return [
      ...criterionReferences(phase.criteria, source, ['phases', index, 'criteria'], metrics),
      ...(phases.findIndex(({ id }) => id === phase.id) < index
        ? [
            problemAt(source, at, {
              code: 'content/duplicate-id',
              found: `the phase "${phase.id}" is there twice`,
              fix: 'give one of them another id',
            }),
          ]
        : []),
      ...(kindOf(phase) === null
        ? [
            problemAt(source, at, {
              code: 'framework/phase-kind',
              severity: 'warning',
              found: `nothing says what part of the way the phase "${phase.id}" is, so no rule about pilots or roll-outs looks at it`,
              fix: 'add kind',
              allowed: PHASE_KINDS.join(', '),
            }),
          ]
        : []),
    ];
  });
}

/** What stands for a phase where nothing goes on. */
const ENDED = ['stopped', 'paused'];

function ofInitiative(initiative: Initiative, source: Source, content: Content): Problem[] {
  const framework = content.frameworks.find(({ id }) => id === initiative.framework);
  const phases = framework?.phases ?? null;
  const phase = (value: string, at: PropertyKey[], also: readonly string[] = []): Problem[] => {
    const allowed = [...(phases?.map(({ id }) => id) ?? [value]), ...also];
    if (allowed.includes(value)) return [];
    const near = nearest(value, allowed);
    return [
      problemAt(source, at, {
        code: 'content/unknown-id',
        found: `the framework "${initiative.framework}" has no phase "${value}"`,
        fix: near ? `did you mean "${near}"?` : 'use one of its phases',
        allowed: allowed.join(', '),
      }),
    ];
  };
  return [
    ...phase(initiative.phase, ['phase'], ENDED),
    ...initiative.sites.flatMap((site, index) =>
      site.phase === '' ? [] : phase(site.phase, ['sites', index, 'phase'], ENDED),
    ),
    ...initiative.gates.flatMap((gate, index) => {
      const at = ['gates', index];
      const { criteria, stopRules } = gate;
      return [
        ...phase(gate.phase, [...at, 'phase']),
        ...criterionReferences(criteria, source, [...at, 'criteria'], content.metrics),
        ...criterionReferences(stopRules, source, [...at, 'stopRules'], content.metrics),
        ...(phases ? overrideOf(gate, phases, source, at) : []),
      ];
    }),
  ];
}

/** An override names what the gate asks: its criteria, its stop rules, or roles that must sign. */
function overrideOf(
  gate: GateReview,
  phases: readonly Phase[],
  source: Source,
  at: readonly PropertyKey[],
): Problem[] {
  const phase = phases.find(({ id }) => id === gate.phase);
  const names = new Set([
    ...[...criteriaOf(gate, phase?.criteria ?? []), ...gate.stopRules].map(({ id }) => id),
    ...(phase?.signOffs ?? []),
    ...gate.signOffs.map(({ role }) => role),
  ]);
  return (gate.decision?.override?.criteria ?? []).flatMap((name, index) => {
    if (names.has(name)) return [];
    const near = nearest(name, names);
    return [
      problemAt(source, [...at, 'decision', 'override', 'criteria', index], {
        code: 'content/unknown-id',
        found: `the gate "${gate.id}" asks for no "${name}"`,
        fix: near
          ? `did you mean "${near}"?`
          : 'name a criterion, a stop rule or a role that signs',
        allowed: [...names].join(', '),
      }),
    ];
  });
}

/** A review's id is its place on the page of all gates, so no two share one. */
function reviewsOnce({ initiatives }: Content, sources: readonly Source[]): Problem[] {
  const first = new Map<string, string>();
  return sources
    .filter(({ kind, language }) => kind === 'initiative' && language === undefined)
    .flatMap((source) => {
      const gates = initiatives.find(({ id }) => id === source.id)?.gates ?? [];
      return gates.flatMap((gate, index) => {
        const at = ['gates', index, 'id'];
        const other = first.get(gate.id);
        if (other === undefined) {
          first.set(gate.id, `${source.yaml.file}:${source.yaml.at(at).line}`);
          return [];
        }
        return [
          problemAt(source, at, {
            code: 'content/duplicate-id',
            found: `the gate id "${gate.id}" is used twice; first in ${other}`,
            fix: 'give one of them another id',
          }),
        ];
      });
    });
}
