import type { Parameters } from './parameters.ts';
import type { Range } from './ranges.ts';

/** Rows whose unit or desk is one of the places, each once, by an index that begins with the one and a partial one that begins with the other; without places all rows. */
export function placeRanges(
  parameters: Parameters,
  range: Pick<Range, 'table' | 'where'>,
  unit: string,
  desk: string,
  places: readonly string[] | undefined,
): readonly Range[] {
  if (!places) return [{ ...range, by: [{ column: unit, type: 'text' }] }];
  const any = parameters.add([...places], 'text[]');
  return [
    { ...range, by: [{ column: unit, type: 'text', values: places }] },
    {
      ...range,
      where: [...range.where, `s.${desk} is not null`],
      by: [{ column: desk, type: 'text', values: places }],
      also: [`s.${unit} <> all(${any})`],
    },
  ];
}
