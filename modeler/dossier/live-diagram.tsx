/** A dossier on its diagram, near enough to read: a procedure of thirty steps as a whole would be a picture of grey boxes. */
import { Button, Group, Stack, Text } from '@mantine/core';
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useState } from 'react';
import { Diagram } from '../bpmn/diagram.tsx';
import { useSay } from '../i18n/say.tsx';
import type { LiveMarks } from './live-marks.ts';

interface Props extends LiveMarks {
  readonly xml: string;
  /** Where the dossier is: the first of them is shown at first. */
  readonly active: readonly string[];
  readonly selected: string | undefined;
  readonly select: (elementId: string) => void;
}

interface Canvas {
  zoom(to?: number | 'fit-viewport', center?: 'auto'): number;
  scrollToElement(id: string, padding?: number): void;
}

/** Smaller than this, names cannot be read. */
const readable = 0.75;

export function LiveDiagram({ xml, marks, badges, active, selected, select }: Props) {
  const say = useSay();
  const [viewer, setViewer] = useState<NavigatedViewer>();
  const [place] = active;
  useEffect(() => {
    if (viewer) show(viewer, selected ?? place);
    // another place than before is shown, but what the reader moved stays while the dossier does
  }, [viewer, selected, place]);
  return (
    <Stack gap="xs">
      <Diagram
        xml={xml}
        label={say('Sơ đồ của hồ sơ; bảng “Các bước” nói cùng nội dung', 'Diagram of the dossier; the table “Steps” says the same')}
        marks={marks}
        badges={badges}
        selected={selected}
        onSelect={select}
        onReady={setViewer}
        height={460}
      />
      <Group justify="space-between" gap="xs">
        <Text size="xs">
          {say(
            '● hồ sơ đang ở đây · ✓ đã xong trong giờ · ⚑ quá giờ · số: đã dùng / được giao',
            '● the dossier is here · ✓ done in time · ⚑ over its time · figures: used / budget',
          )}
        </Text>
        <Group gap="xs">
          <Button
            size="compact-xs"
            variant="default"
            disabled={!viewer}
            onClick={() => viewer && canvasOf(viewer).zoom('fit-viewport', 'auto')}
          >
            {say('Cả sơ đồ', 'Whole diagram')}
          </Button>
          {place !== undefined && (
            <Button size="compact-xs" variant="default" disabled={!viewer} onClick={() => viewer && show(viewer, place)}>
              {say('Chỗ hồ sơ đang ở', 'Where the dossier is')}
            </Button>
          )}
        </Group>
      </Group>
    </Stack>
  );
}

const canvasOf = (viewer: NavigatedViewer): Canvas => viewer.get<Canvas>('canvas');

/** Brings an element into view, readable. Elements of called procedures are in another diagram. */
function show(viewer: NavigatedViewer, elementId: string | undefined): void {
  if (elementId === undefined || !viewer.get<{ get(id: string): object | undefined }>('elementRegistry').get(elementId)) return;
  const canvas = canvasOf(viewer);
  if (canvas.zoom() < readable) canvas.zoom(readable, 'auto');
  canvas.scrollToElement(elementId, 120);
}
