import type { GoalCover } from '#model/goal/goalCover.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { BenefitAhead } from '#model/foresight/delay/benefitAhead.ts';

/** What a change of the portfolio would do, from the records as they are. */
export interface WhatIf {
  change: string;
  /** Goals whose cover changes. */
  goals: { goal: string; before: GoalCover; after: GoalCover }[];
  /** Open items that stop or move, and those of others that rest on them. */
  items: string[];
  waiting: string[];
  /** Items of others that would begin or end before what they need, after a delay. */
  late: string[];
  /** Who is freed, and of how many live pods each is still part. */
  people: { person: string; podsLeft: number }[];
  /** Plants, and how many live initiatives each has before and after. */
  sites: { site: string; before: number; after: number }[];
  money: {
    /** Of the initiatives concerned. */
    benefits: BenefitAhead[];
    /** Thousands a month that no longer come; null: it cannot be said. */
    perMonth: number | null;
    isAtMost: boolean;
    /** Thousands that come later and not at all in the meantime; null where it is no delay or cannot be said. */
    lost: number | null;
    /** Budget that is not spent. */
    unspent: number;
  };
  /** Undecided reviews that fall away, move to another day, wait for an item that stops, or are about a plant that drops out. */
  gates: {
    review: string;
    initiative: string;
    does: 'goes' | 'moves' | 'waits' | 'has-no-plant';
    due: IsoDate;
  }[];
  /** Initiatives that run at no plant any more when it drops out. */
  only: string[];
  sentences: string[];
}
