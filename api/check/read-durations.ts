/** How long steps really took, from a file: an object of element ids, each with a unit and values that were observed, or what is known of them. */
import { Type } from 'typebox';
import { Errors } from 'typebox/value';
import type { Estimate } from '../../engine/index.ts';
import { readJson, UnusableInput } from '../input.ts';

const days = Type.Number({ minimum: 0 });
const unit = Type.Union(['workingDay', 'calendarDay', 'workingHour'].map((name) => Type.Literal(name)));
const Durations = Type.Record(
  Type.String(),
  Type.Union([
    Type.Object({ unit, values: Type.Array(days, { minItems: 1 }) }, { additionalProperties: false }),
    Type.Object({ unit, mean: days, sigma: days }, { additionalProperties: false }),
    Type.Object({ unit, min: days, max: days, expected: Type.Optional(days) }, { additionalProperties: false }),
    Type.Object({ unit, expected: days }, { additionalProperties: false }),
  ]),
);

/** By element id. Throws UnusableInput with the place of what does not fit. */
export async function readDurations(file: string): Promise<Record<string, Estimate>> {
  const content = await readJson(file);
  const [wrong] = Errors(Durations, content);
  if (wrong)
    throw new UnusableInput(
      'DURATIONS_INVALID',
      `${file} ${wrong.instancePath}: mỗi bước cần unit và values, hoặc mean và sigma, hoặc min và max, hoặc expected / each step needs a unit and values, or mean and sigma, or min and max, or expected`,
    );
  return content as Record<string, Estimate>;
}
