import type { SchemaElement } from 'hyparquet';

type Physical = NonNullable<SchemaElement['type']>;

/** What each converted type is stored as. https://github.com/apache/parquet-format/blob/master/LogicalTypes.md */
const STORED: Readonly<Record<string, Physical>> = {
  DATE: 'INT32',
  TIME_MILLIS: 'INT32',
  TIME_MICROS: 'INT64',
  TIMESTAMP_MILLIS: 'INT64',
  TIMESTAMP_MICROS: 'INT64',
  UINT_8: 'INT32',
  UINT_16: 'INT32',
  UINT_32: 'INT32',
  UINT_64: 'INT64',
  INT_8: 'INT32',
  INT_16: 'INT32',
  INT_32: 'INT32',
  INT_64: 'INT64',
  INTERVAL: 'FIXED_LEN_BYTE_ARRAY',
};

/** A column that says another type than its values are stored as is damaged: half of a stamp is another stamp. */
export function refuseOtherwiseStored({
  name,
  type,
  converted_type,
  logical_type: logical,
}: SchemaElement): void {
  const stored =
    logical?.type === 'TIMESTAMP'
      ? 'INT64'
      : converted_type === undefined
        ? undefined
        : STORED[converted_type];
  if (stored !== undefined && stored !== type)
    throw new Error(
      `"${name}" says that it holds ${logical?.type ?? converted_type} and stores ${type}`,
    );
}
