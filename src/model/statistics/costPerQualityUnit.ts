export interface CostOfQuality {
  cost: number;
  quantity: number;
  /** Share of good units. */
  quality: number;
}

/** Cost per good unit before and after, and what spend, volume and quality did to it: an exact bridge without a residual (LMDI). */
export function costBridge(before: CostOfQuality, after: CostOfQuality): { before: number; after: number; spend: number; volume: number; quality: number } {
  const unit = (part: CostOfQuality) => part.cost / (part.quantity * part.quality);
  const a = unit(after);
  const b = unit(before);
  const mean = a === b ? a : (a - b) / Math.log(a / b);
  return { before: b, after: a, spend: mean * Math.log(after.cost / before.cost), volume: -mean * Math.log(after.quantity / before.quantity), quality: -mean * Math.log(after.quality / before.quality) };
}
