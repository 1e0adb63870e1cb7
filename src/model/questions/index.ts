import type { Portal } from '#model/portal.ts';
import type { Role, RoleQuestion } from './question.ts';
import { cio } from './roles/cio.ts';
import { controlsEngineer } from './roles/controlsEngineer.ts';
import { coo } from './roles/coo.ts';
import { dataArchitect } from './roles/dataArchitect.ts';
import { improvement } from './roles/improvement.ts';
import { operator } from './roles/operator.ts';
import { plantManager } from './roles/plantManager.ts';
import { supplyChain } from './roles/supplyChain.ts';

/** Readers who look at one plant; their page is that of the plant. */
export const PLANT_ROLES = ['plant-manager', 'operator'] as const satisfies readonly Role[];

/** The questions of one reader, answered; a reader of one plant names it. */
export function roleQuestions(role: Role, portal: Portal, site: string | null): RoleQuestion[] {
  if (role === 'plant-manager') return site === null ? [] : plantManager(portal, site);
  if (role === 'operator') return site === null ? [] : operator(portal, site);
  if (role === 'finance') return [];
  return {
    coo,
    cio,
    'controls-engineer': controlsEngineer,
    'data-architect': dataArchitect,
    'supply-chain': supplyChain,
    improvement,
  }[role](portal);
}
