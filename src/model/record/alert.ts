/** A mail to one reader where the newest value of a metric is past a threshold (portfolio.yaml, `alerts`). */
export interface AlertRule {
  /** A person or body that a record names. */
  reader: string;
  metric: string;
  /** Absent: over all sites. */
  site?: string | undefined;
  /** Exactly one of both. */
  above?: number | undefined;
  below?: number | undefined;
}
