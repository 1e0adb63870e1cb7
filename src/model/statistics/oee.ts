/** Times in minutes: planned busy, actual production, planned run time per unit; quantities produced and good. Terms of ISO 22400-2. */
export interface OeeInput {
  pbt: number;
  apt: number;
  pru: number;
  pq: number;
  gq: number;
}

export interface Oee {
  availability: number;
  effectiveness: number;
  quality: number;
  oee: number;
  /** Minutes that add up to the planned busy time. */
  losses: { availability: number; performance: number; quality: number };
  effective: number;
}

/** OEE over shifts or lines: sums first, then the product; an OEE is never averaged. Quality is weighted by planned run time. */
export function oee(parts: readonly OeeInput[]): Oee {
  const sum = (pick: (part: OeeInput) => number) => parts.reduce((total, part) => total + pick(part), 0);
  const pbt = sum((part) => part.pbt);
  const apt = sum((part) => part.apt);
  const made = sum((part) => part.pru * part.pq);
  const good = sum((part) => part.pru * part.gq);
  return { availability: apt / pbt, effectiveness: made / apt, quality: good / made, oee: good / pbt, losses: { availability: pbt - apt, performance: apt - made, quality: made - good }, effective: good };
}

/** Net equipment effectiveness, in which set-up is no loss, and the share of set-up; `asut` is the actual set-up time. */
export function netEquipmentEffectiveness(part: OeeInput, asut: number): { nee: number; setUpRatio: number } {
  const { effectiveness, quality } = oee([part]);
  const processing = part.apt + asut;
  return { nee: (processing / part.pbt) * effectiveness * quality, setUpRatio: asut / processing };
}
