/** Marks and badges of the canvas: what the checks know of each element, as far as it is to be shown. */
import type { ProcessTime } from '../../engine/index.ts';
import { shownNumber } from '../i18n/format.ts';
import type { Language, Say } from '../i18n/say.tsx';
import type { TreeElement } from '../player/tree-element.ts';
import { durationLong, durationShort, shareText } from './duration-text.ts';
import type { CheckResult, Found, Severity } from './found.ts';
import type { Shown } from './shown.ts';

export interface CanvasBadge {
  readonly elementId: string;
  readonly at: 'top-left' | 'top-right' | 'below';
  readonly className: string;
  readonly text: string;
  readonly title: string;
  /** Filled part of a bar under the element, 0 to 1. */
  readonly bar?: number;
}

export interface Marks {
  /** Class names by element. */
  readonly classes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly badges: readonly CanvasBadge[];
}

export interface MarksInput {
  readonly result: CheckResult;
  readonly found: readonly Found[];
  readonly shown: Shown;
  readonly language: Language;
  /** Elements of the drawing. */
  readonly elements: readonly TreeElement[];
  /** A unit by what the drawing calls it. */
  unitName(place: string): string;
}

const signs: Readonly<Record<Severity, string>> = { error: '✕', warning: '!', info: 'i' };
/** Steps of the heat of slack: from none to half the deadline. */
const heats = [0.001, 0.1, 0.25, 0.5];

export function marksOf(input: MarksInput): Marks {
  const classes = new Map<string, Set<string>>();
  const mark = (id: string, name: string) => {
    const names = classes.get(id) ?? new Set();
    classes.set(id, names.add(name));
  };
  const { shown, result } = input;
  const say: Say = (vi, en) => (input.language === 'vi' ? vi : en);
  const badges: CanvasBadge[] = [];
  if (shown.findings) badges.push(...findingMarks(input, mark, say));
  const times = result.time?.processes ?? [];
  if (shown.critical) for (const time of times) for (const id of wayOf(time, input.elements)) mark(id, 'check-critical');
  if (shown.budgets || shown.shares || shown.slack) badges.push(...timeMarks(input, times, mark, say));
  if (shown.handOffs)
    for (const { elementId, from } of result.handOffs ?? []) {
      const names = from.map((place) => input.unitName(place));
      badges.push({
        elementId,
        at: 'top-left',
        className: 'check-hand-off-badge',
        text: `⇄ ${cut(names[0]!)}${names.length > 1 ? ' …' : ''}`,
        title: say(`Nhận hồ sơ từ ${names.join('; ')}`, `Gets the dossier from ${names.join('; ')}`),
      });
    }
  return { classes, badges };
}

function findingMarks({ found, language }: MarksInput, mark: (id: string, name: string) => void, say: Say): CanvasBadge[] {
  const byElement = new Map<string, Found[]>();
  for (const each of found) {
    const [culprit] = each.elements;
    if (culprit === undefined) continue;
    byElement.set(culprit, [...(byElement.get(culprit) ?? []), each]);
    // a sum that is wrong is about every step; a run that gets stuck about a few
    if (each.rule.startsWith('soundness.')) for (const id of each.elements.slice(1)) mark(id, 'check-involved');
  }
  return [...byElement].map(([elementId, all]) => {
    const { severity } = all[0]!;
    mark(elementId, `check-${severity}`);
    const words = {
      error: say('lỗi', 'errors'),
      warning: say('cảnh báo', 'warnings'),
      info: say('lưu ý', 'notes'),
    }[severity];
    return {
      elementId,
      at: 'top-right' as const,
      className: `check-badge-${severity}`,
      text: `${signs[severity]} ${all.length > 1 ? all.length : ''}`.trim(),
      title: `${all.length} ${words}: ${all.map(({ message, messageEn }) => (language === 'vi' ? message : messageEn)).join('\n')}`,
    };
  });
}

function timeMarks(input: MarksInput, times: readonly ProcessTime[], mark: (id: string, name: string) => void, say: Say): CanvasBadge[] {
  const { shown, language } = input;
  const shares = new Map<string, { readonly share: ProcessTime['steps'][number]; readonly time: ProcessTime }>();
  for (const time of times) for (const share of time.steps) if (!shares.has(share.elementId)) shares.set(share.elementId, { share, time });
  return input.elements.flatMap((element): CanvasBadge[] => {
    const id = element.id!;
    const known = shares.get(id);
    const [short, long] = budgetTexts(element, language, say);
    const unit = known?.time.worst?.unit ?? 'workingDay';
    const parts: string[] = [];
    const titles: string[] = [];
    if (shown.budgets && short !== undefined) {
      parts.push(short);
      titles.push(say(`Thời gian giao: ${long}`, `Time budget: ${long}`));
    }
    const share = known?.share.clock === 'runs' ? known.share.share : undefined;
    if (shown.shares && share !== undefined && share > 0) {
      parts.push(shareText(share, language));
      titles.push(say(`${shareText(share, language)} thời hạn`, `${shareText(share, language)} of the deadline`));
    }
    const slack = known?.share.slack;
    const { deadline } = known?.time ?? {};
    if (shown.slack && slack !== undefined && deadline) {
      const days = deadline.unit === 'workingHour' ? deadline.value / 8 : deadline.value;
      const level = heats.findIndex((most) => slack / days < most);
      mark(id, `check-slack-${level < 0 ? heats.length : level}`);
      parts.push(slack < 0 ? say(`quá ${number(-slack)}`, `over ${number(-slack)}`) : say(`dư ${number(slack)}`, `spare ${number(slack)}`));
      titles.push(say(`Phần dư: ${durationLong(slack, unit, language)}`, `Slack: ${durationLong(slack, unit, language)}`));
    }
    if (parts.length === 0) return [];
    return [
      {
        elementId: id,
        at: 'below',
        className: 'check-time',
        text: parts.join(' · '),
        title: titles.join('\n'),
        ...(shown.shares && share !== undefined && share > 0 && { bar: Math.min(1, share) }),
      },
    ];
  });

  function number(value: number): string {
    return shownNumber(value, language);
  }
}

/** What the drawing says of a step's time, short and long; nothing when it says nothing. */
function budgetTexts(element: TreeElement, language: Language, say: Say): readonly [string, string] | readonly [undefined, undefined] {
  const { budget, budgetUnit, budgetShare } = element;
  const value = Number(String(budget ?? '').replace(',', '.'));
  if (budget !== undefined && budget !== '' && Number.isFinite(value)) {
    const unit = String(budgetUnit ?? '');
    return [durationShort(value, unit, language), durationLong(value, unit, language)];
  }
  const part = Number(String(budgetShare ?? '').replace(',', '.'));
  if (budgetShare === undefined || !Number.isFinite(part)) return [undefined, undefined];
  const text = shareText(part, language);
  return [text, say(`${text} thời hạn`, `${text} of the deadline`)];
}

/** Steps of the longest way and the flows between them. */
function wayOf({ criticalPath }: ProcessTime, elements: readonly TreeElement[]): string[] {
  const on = new Set(criticalPath);
  const flows = elements.filter(
    ({ $type, sourceRef, targetRef }) =>
      $type === 'bpmn:SequenceFlow' &&
      on.has((sourceRef as TreeElement | undefined)?.id ?? '') &&
      on.has((targetRef as TreeElement | undefined)?.id ?? ''),
  );
  return [...criticalPath, ...flows.map(({ id }) => id!)];
}

const cut = (text: string) => (text.length > 22 ? `${text.slice(0, 21)}…` : text);
