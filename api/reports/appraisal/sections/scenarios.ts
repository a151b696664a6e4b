/** V. How a dossier gets to what is wrong, step by step: each can be played in the engine. */
import { bold, plain, type Block, type Run } from '../document.ts';
import { placeOf, type AppraisalFacts } from '../facts.ts';
import type { AppraisedReport, Evidence, ScenarioStep } from '../report-shape.ts';
import { failures, properties } from './verdicts.ts';

/** Longer ones are shown by their beginning and end. */
const mostSteps = 40;

export function scenarios(report: AppraisedReport, facts: AppraisalFacts): Block[] {
  const failed = failures(report);
  if (!failed.length) return [];
  return [
    { kind: 'heading', level: 1, text: 'Tình huống minh họa' },
    ...failed.flatMap(({ process, property }, at): Block[] => {
      const outcome = process[property];
      if (outcome.outcome !== 'fails') return [];
      return [
        { kind: 'heading', level: 2, text: `Tình huống ${at + 1}. Không đạt: ${lower(properties[property])}` },
        { kind: 'paragraph', runs: plain(outcome.message) },
        ...stepsOf(outcome, facts),
        { kind: 'paragraph', runs: stateOf(outcome, facts) },
      ];
    }),
  ];
}

function stepsOf({ scenario }: Evidence, facts: AppraisalFacts): Block[] {
  if (!scenario.length) return [];
  const shown =
    scenario.length > mostSteps ? [...scenario.slice(0, mostSteps / 2), undefined, ...scenario.slice(-mostSteps / 2)] : scenario;
  return [
    {
      kind: 'list',
      isOrdered: scenario.length <= mostSteps,
      items: shown.map((step) =>
        step ? runsOf(step, facts, scenario.length > mostSteps) : plain(`… (${scenario.length - mostSteps} bước nữa)`),
      ),
    },
  ];
}

function runsOf({ n, elementId, conditionsAssumed }: ScenarioStep, facts: AppraisalFacts, isNumbered: boolean): Run[] {
  const given = conditionsAssumed.length ? [{ text: `, với điều kiện ${conditionsAssumed.join('; ')}`, isItalic: true }] : [];
  return [{ text: `${isNumbered ? `${n}. ` : ''}${placeOf(facts, elementId)}` }, ...given];
}

function stateOf({ stateAtEnd, culprits }: Evidence, facts: AppraisalFacts): Run[] {
  const places = Object.entries(stateAtEnd)
    .filter(([, tokens]) => tokens > 0)
    .map(([id, tokens]) => lower(placeOf(facts, id)) + (tokens > 1 ? ` (${tokens} lần)` : ''));
  const runs: Run[] = [...bold('Khi đó: '), { text: places.length ? `hồ sơ dừng ở ${places.join('; ')}.` : 'không còn việc nào đang mở.' }];
  if (culprits.length)
    runs.push({ text: ' Nguyên nhân tại: ', isBold: true }, { text: `${culprits.map((id) => placeOf(facts, id)).join('; ')}.` });
  return runs;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
