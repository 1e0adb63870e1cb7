/** How many entries of a list stand before the first that is not `before`: those that are come first. Found by halving. */
export function countBefore<T>(list: readonly T[], before: (entry: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
