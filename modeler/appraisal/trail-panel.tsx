/** Who did what, when and why; from the beginning, nothing left out. */
import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../data/session.ts';
import { shownInstant } from '../i18n/format.ts';
import { useSay, type Say } from '../i18n/say.tsx';
import { Asked } from '../parts/asked.tsx';
import type { AppraisalState, Checklist, Finding, TrailItem } from './types.ts';
import { stateWord, testOutcomeWord, trailWord } from './words.ts';

interface Props {
  readonly appraisalId: string;
  readonly revision: string;
  readonly findings: readonly Finding[];
  readonly checklist: Checklist;
  readonly nameOf: (elementId: string) => string;
}

export function TrailPanel({ appraisalId, revision, findings, checklist, nameOf }: Props) {
  const say = useSay();
  const query = useQuery({ queryKey: ['appraisal', appraisalId, 'trail', revision], queryFn: () => wholeTrail(appraisalId) });
  const about = ({ findingId, details }: TrailItem) => {
    const index = findings.findIndex((each) => each.findingId === findingId);
    if (index >= 0) return say(` nhận xét ${index + 1}`, ` finding ${index + 1}`);
    const { test, outcome, elementId } = (details ?? {}) as {
      test?: string;
      outcome?: 'pass' | 'fail' | 'notApplicable';
      elementId?: string;
    };
    if (elementId !== undefined) return say(` về “${nameOf(elementId)}”`, ` about “${nameOf(elementId)}”`);
    const item = checklist.items.find(({ id }) => id === test);
    return item && outcome ? `: ${say(item.question, item.questionEn)} – ${testOutcomeWord(outcome, say)}` : '';
  };
  return (
    <Asked query={query}>
      {(items) => (
        <Stack gap="xs" component="ol" m={0} p={0} style={{ listStyle: 'none' }} aria-label={say('Nhật ký', 'Trail')}>
          {items.map((item) => (
            <li key={item.entryId} className="trail-line">
              <Text size="sm">
                <b>
                  {trailWord(item.act, say)}
                  {about(item)}
                </b>
                {movedText(item, say)}
              </Text>
              <Text size="xs">
                {shownInstant(item.at)} · {item.actor.name ?? item.actor.user}
                {item.actor.position !== undefined && ` · ${item.actor.position}`}
                {item.actor.onBehalfOf !== undefined && ` · ${say(`thay ${item.actor.onBehalfOf}`, `for ${item.actor.onBehalfOf}`)}`}
                {decisionText(item, say)}
              </Text>
              {item.text !== undefined && (
                <Text size="sm" className="said">
                  {item.text}
                </Text>
              )}
            </li>
          ))}
        </Stack>
      )}
    </Asked>
  );
}

/** Of an act of the appraisal itself: from which state to which. */
function movedText({ act, to }: TrailItem, say: Say): string {
  return to === undefined || act.startsWith('finding.') ? '' : ` → ${stateWord(to as AppraisalState, say)}`;
}

function decisionText({ details }: TrailItem, say: Say): string {
  const { number, date, effectiveDate } = (details ?? {}) as {
    readonly number?: string;
    readonly date?: string;
    readonly effectiveDate?: string;
  };
  const shown = (day: string) => day.split('-').reverse().join('/');
  return [
    number !== undefined && date !== undefined
      ? say(` · Quyết định ${number} ngày ${shown(date)}`, ` · Decision ${number} of ${shown(date)}`)
      : '',
    effectiveDate !== undefined ? say(` · hiệu lực ${shown(effectiveDate)}`, ` · in force ${shown(effectiveDate)}`) : '',
  ].join('');
}

async function wholeTrail(appraisalId: string): Promise<readonly TrailItem[]> {
  const items: TrailItem[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await api.getAppraisalTrail({
      params: { appraisalId },
      query: { limit: 500, ...(cursor !== undefined && { cursor }) },
    });
    items.push(...page.items);
    if (page.next === undefined) return items;
    cursor = page.next;
  }
}
