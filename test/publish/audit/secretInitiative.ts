import type { Words } from './secretWords.ts';

/** An initiative for leadership, every field of it filled. */
export function initiative(
  w: Words,
  ids: { goal: string; metric: string; person: string },
): string {
  const of = 'initiative';
  const text = (field: string) => w.text(of, field);
  const name = (field: string) => w.name(of, field);
  return `---
title: ${w.title(of)}
code: ${w.id(of, 'code')}
aliases: [${w.id(of, 'alias')}]
summary: ${text('summary')}
audience: leadership
goals: [${ids.goal}, fewer-stops]
metrics: [${ids.metric}]
hypothesis: { weBelieve: ${text('weBelieve')}, willChange: ${text('willChange')}, because: ${text('because')}, falsifiedIf: ${text('falsifiedIf')} }
comparison: { metric: ${ids.metric}, treated: [L1], controls: [L2], before: 2026-03/2026-05, after: 2026-06/2026-08, whyThesePilots: ${text('whyThesePilots')}, coInterventions: [${text('coInterventions')}], spillover: ${text('spillover')} }
phase: pilot
stall: { since: 2026-08-01, reason: ${text('stall reason')}, blockedBy: it, waitingFor: ot }
pod:
  itLead: { name: ${name('itLead')}, responsibility: ${text('responsibility')}, deputy: ${name('deputy')}, decisionRights: [${text('decisionRights of a seat')}] }
  otLead: ${ids.person}
  businessLead: ${name('businessLead')}
  operatorVoice: ${name('operatorVoice')}
  executiveSponsor: ${name('executiveSponsor')}
perspectives: { business: ${text('perspectives business')}, it: ${text('perspectives it')}, ot: ${text('perspectives ot')} }
benefits: [{ title: ${w.title(of, 'benefit title')}, planned: 10, confirmedBy: ${name('confirmedBy')}, owner: ${name('benefit owner')} }]
iterations: [{ period: 2026-06/2026-07, tried: ${text('tried')}, learned: ${text('learned')}, changed: ${text('changed')} }]
checkpoints: [{ id: ${w.id(of, 'checkpoint id')}, date: 2026-05-26, site: NORTH, operators: 6, findings: [${text('checkpoint findings')}] }]
lessons: [{ date: 2026-07-01, text: ${text('lesson')} }]
stopRules: [${text('stopRules')}]
mocRefs: [${w.id(of, 'mocRefs')}]
decisionRights: [{ class: ${w.title(of, 'decision class')}, decider: ${name('decider')}, recommend: [${name('recommend')}], escalatesTo: ${name('escalatesTo')} }]
privacyClearance: [{ site: NORTH, by: ${name('clearance by')}, date: 2026-05-01, scope: ${text('clearance scope')} }]
reasonNone: { ot: ${text('reasonNone')} }
decisionsOpen: [{ id: ${w.id(of, 'decision id')}, question: ${text('question')}, decider: ${name('question decider')}, requested: 2026-09-01, neededBy: 2026-12-01, ifNotDecided: ${text('ifNotDecided')}, options: [{ title: ${w.title(of, 'option title')}, means: ${text('option means')} }] }, { id: ${w.id(of, 'decided id')}, question: ${text('decided question')}, decider: ${name('decided by')}, requested: 2026-08-01, neededBy: 2026-09-01, options: [], decided: { date: 2026-09-02, choice: ${text('choice')}, by: ${name('who decided')}, reason: ${text('decided reason')} } }]
gates:
  - id: ${w.id(of, 'gate id')}
    phase: pilot
    title: ${w.title(of, 'gate title')}
    due: 2026-10-01
    ifNotDecided: ${text('gate ifNotDecided')}
    stopRules: [{ id: ${w.id(of, 'stop rule id')}, title: ${w.title(of, 'stop rule title')}, metric: ${ids.metric}, must: "< 1", why: ${text('stop rule why')} }]
    criteria: [{ id: ${w.id(of, 'criterion id')}, title: ${w.title(of, 'criterion title')}, kind: attestation, by: ${name('attested by')}, date: 2026-09-01, why: ${text('criterion why')} }]
    signOffs: [{ role: it-lead, name: ${name('sign-off')}, date: 2026-09-20, verdict: disagree, comment: ${text('sign-off comment')} }]
    decision: { outcome: iterate, date: 2026-09-25, decider: ${name('gate decider')}, reason: ${text('decision reason')}, lessons: ${text('decision lessons')}, override: { criteria: [it-lead], reason: ${text('override reason')}, acceptedBy: ${name('acceptedBy')}, compensating: [${text('compensating')}], expires: 2027-01-01 }, conditions: [{ id: ${w.id(of, 'condition id')}, text: ${text('condition')}, owner: ${name('condition owner')}, due: 2026-12-01 }] }
---

${text('body')}.
`;
}
