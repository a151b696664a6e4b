/** One finding in the panel. */
import { Anchor, Button, Group, Text } from '@mantine/core';
import type { Editor } from '../editor/editor.ts';
import { useSpeech } from '../i18n/say.tsx';
import { Player } from '../player/player.tsx';
import { nameOf } from '../player/step-text.ts';
import { findIn } from '../player/viewer.ts';
import { applyFix } from './apply-fix.ts';
import type { Found } from './found.ts';

interface Props {
  readonly editor: Editor;
  readonly found: Found;
  readonly isCurrent: boolean;
  /** The finding whose run is played: as it was when playing began, for the drawing may change meanwhile. */
  readonly played: Found | undefined;
  onChoose(elementId?: string): void;
  onPlay(): void;
  keep(item: HTMLLIElement | null): void;
}

/** Elements named in one finding at most. */
const mostElements = 4;

export function FindingItem({ editor, found, isCurrent, played, onChoose, onPlay, keep }: Props) {
  const { say, language } = useSpeech();
  const { severity, message, messageEn, source, fix, elements, scenario, rule } = found;
  const find = findIn(editor.modeler);
  const drawn = elements.filter((id) => find(id) !== undefined);
  const text = language === 'vi' ? message : messageEn;
  return (
    <li ref={keep} className="finding" data-severity={severity} data-current={isCurrent} tabIndex={-1} data-rule={rule}>
      <Text size="sm">{text}</Text>
      {source !== undefined && (
        <Text size="xs" mt={2}>
          {say('Căn cứ', 'Source')}: {source}
        </Text>
      )}
      <Group gap={8} mt={4}>
        {drawn.slice(0, mostElements).map((id) => (
          <Anchor
            key={id}
            className="finding-element"
            component="button"
            type="button"
            size="xs"
            underline="always"
            onClick={() => onChoose(id)}
          >
            {nameOf(find(id), id, say)}
          </Anchor>
        ))}
      </Group>
      {(scenario !== undefined || (fix !== undefined && !editor.isReadOnly)) && (
        <Group gap={6} mt={4}>
          {scenario !== undefined && (
            <Button size="compact-sm" variant="default" aria-expanded={played !== undefined} onClick={onPlay}>
              {played ? say('Đóng phần chạy lại', 'Close the player') : say('Xem diễn biến trên hình', 'Play it on the diagram')}
            </Button>
          )}
          {fix !== undefined && !editor.isReadOnly && (
            <Button size="compact-sm" className="fix" onClick={() => applyFix(editor, fix)}>
              {say(`Sửa: ${fix.label}`, `Fix: ${fix.labelEn}`)}
            </Button>
          )}
        </Group>
      )}
      {played?.scenario && <Player viewer={editor.modeler} scenario={played.scenario} ending={text} />}
    </li>
  );
}
