declare namespace App {
  interface Locals {
    /** Set by a page that is drawn from a frozen portal; every block on it reads this one. */
    portal?: import('#model/portal.ts').Portal;
    /** What a page failed with, for whoever asked for it. */
    failure?: unknown;
  }
}
