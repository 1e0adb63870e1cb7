/** Shares that several claim of one effect: they may not exceed it. Pro rata is information; finance decides. */
export function attribution(claims: readonly { share: number; claimed: number }[]): {
  shareSum: number;
  claimed: number;
  effect: number;
  overclaim: number;
  proRata: number[];
} {
  const shareSum = claims.reduce((sum, claim) => sum + claim.share, 0);
  const claimed = claims.reduce((sum, claim) => sum + claim.claimed, 0);
  // What the claims themselves say of the whole: each is a share of it.
  const effect = shareSum === 0 ? 0 : claimed / shareSum;
  return {
    shareSum,
    claimed,
    effect,
    overclaim: claimed - Math.min(1, shareSum) * effect,
    proRata: claims.map((claim) =>
      shareSum === 0 ? 0 : (claim.share / Math.max(1, shareSum)) * effect,
    ),
  };
}
