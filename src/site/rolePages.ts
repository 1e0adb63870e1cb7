import { PLANT_ROLES } from '#model/questions/index.ts';
import { ROLES, type Role } from '#model/questions/question.ts';

type PlantRole = (typeof PLANT_ROLES)[number];

/** Readers with a page under /for/; the page of one plant's readers is that of the plant. */
export const rolePages: Exclude<Role, PlantRole>[] = ROLES.filter(
  (role): role is Exclude<Role, PlantRole> => !PLANT_ROLES.some((one) => one === role),
);
