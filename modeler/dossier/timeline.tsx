/** The history of a dossier as people tell it, the latest first. */
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { api } from '../data/session.ts';
import type { Event } from '../../engine/index.ts';
import { shownInstant } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';
import { historySentence } from './history-words.ts';
import type { OrganisationView } from './organisation-view.ts';

type Entry = Awaited<ReturnType<typeof api.getDossierHistory>>['items'][number];

interface Props {
  readonly entries: readonly Entry[];
  readonly elementName: (elementId: string) => string;
  readonly dayMinutes: (elementId: string | undefined) => number;
  readonly organisation: OrganisationView;
}

const shownAtFirst = 12;

export function Timeline({ entries, elementName, dayMinutes, organisation }: Props) {
  const { say, language } = useSpeech();
  const [isWhole, setWhole] = useState(false);
  const { unitName, personName } = organisation;
  const told = [...entries]
    .sort((a, b) => b.revision - a.revision)
    .map((entry) => ({
      entry,
      sentences: entry.events.flatMap(
        (event) => historySentence(event as Event, { say, language, elementName, dayMinutes, unitName, personName }) ?? [],
      ),
    }))
    .filter(({ sentences }) => sentences.length > 0);
  const shown = isWhole ? told : told.slice(0, shownAtFirst);
  return (
    <Stack align="start">
      <ol className="timeline" reversed>
        {shown.map(({ entry: { revision, at, occurredAt, actor, reason }, sentences }) => (
          <li key={revision} className={sentences.some(({ isGrave }) => isGrave) ? 'grave' : undefined}>
            <Text size="sm" fw={600} component="div">
              <time dateTime={at}>{shownInstant(occurredAt ?? at)}</time>
              {' · '}
              {whoOf(actor, personName, say)}
            </Text>
            {occurredAt !== undefined && (
              <Text size="xs">{say(`ghi vào hệ thống lúc ${shownInstant(at)}`, `entered at ${shownInstant(at)}`)}</Text>
            )}
            <ul>
              {sentences.map(({ text, isGrave }, index) => (
                <li key={index}>
                  {isGrave && <span aria-hidden>⚑ </span>}
                  {text}
                </li>
              ))}
            </ul>
            {reason !== undefined && (
              <Text size="sm">
                {say('Lý do', 'Reason')}: {reason}
              </Text>
            )}
          </li>
        ))}
      </ol>
      {told.length > shown.length && (
        <Button variant="default" size="xs" onClick={() => setWhole(true)}>
          {say(`Xem cả ${told.length} mục`, `Show all ${told.length}`)}
        </Button>
      )}
    </Stack>
  );
}

/** Who did it: a person with their position, a program, or the engine by itself. */
function whoOf(
  { user, name, position }: Entry['actor'],
  personName: (login: string) => string,
  say: (vi: string, en: string) => string,
): string {
  if (user === 'engine' || user === 'system') return say('Hệ thống', 'The system');
  return [name ?? personName(user), position].filter(Boolean).join(', ');
}
