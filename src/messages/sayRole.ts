import { roleName } from '#model/record/playbookSteps.ts';
import { words } from './say.ts';

/** What a role is called on a page: as the portfolio's messages say (`role.shift-lead`), else by the words of its id. */
export function sayRole(role: string): string {
  return ownName(role) ?? roleName(role);
}

/** Whether a role has a name in the language of the page. */
export function isRoleSaid(role: string): boolean {
  return ownName(role) !== undefined;
}

function ownName(role: string): string | undefined {
  return words().texts[`role.${role}`];
}
