/** Loads the stylesheet of the portfolio's own; the compiler puts its import in the place of this module. */
export {};
