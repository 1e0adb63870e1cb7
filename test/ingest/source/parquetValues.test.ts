import { expect, it } from 'vitest';
import { valueReader } from '#ingest/source/parquet/values.ts';

it.each([
  [23_400_000_000, '06:30:00'],
  [-13_899_000_000, '20:08:21'],
])('a time of day of %d microseconds is %s', (count, right) => {
  const { read } = valueReader({
    name: 'at',
    type: 'INT64',
    logical_type: { type: 'TIME', isAdjustedToUTC: false, unit: 'MICROS' },
  });
  expect(read(count)).toBe(right);
});

it('a stamp that is stored in half of its bytes is damaged', () => {
  expect(() =>
    valueReader({ name: 'at', type: 'INT32', converted_type: 'TIMESTAMP_MICROS' }),
  ).toThrow('"at" says that it holds TIMESTAMP_MICROS and stores INT32');
  expect(() =>
    valueReader({ name: 'at', type: 'INT64', converted_type: 'TIMESTAMP_MICROS' }),
  ).not.toThrow();
});

it('a text that is not UTF-8 is damaged, and no letter is put in its place', () => {
  const text = valueReader({ name: 'plant', type: 'BYTE_ARRAY', converted_type: 'UTF8' });
  expect(text.read(Buffer.from('Süd'))).toBe('Süd');
  expect(() => text.read(Buffer.from('Süd', 'latin1'))).toThrow('a text of "plant" is not UTF-8');
});
