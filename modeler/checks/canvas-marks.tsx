/** Keeps marks and badges of the canvas as the checks and the legend say; draws nothing itself. */
import { useEffect, useMemo, useState } from 'react';
import type { Editor } from '../editor/editor.ts';
import { useSpeech } from '../i18n/say.tsx';
import { registryOf } from '../player/viewer.ts';
import { useChecks } from './live-checks.ts';
import './marks.css';
import { marksOf } from './marks-of.ts';
import { openPaint } from './paint.ts';
import { useShown } from './shown.ts';

export function CanvasMarks({ editor }: { readonly editor: Editor }) {
  const { result, found } = useChecks(editor);
  const shown = useShown();
  const { language } = useSpeech();
  const paint = useMemo(() => openPaint(editor.modeler, (id) => editor.select(id)), [editor]);
  const [changes, setChanges] = useState(0);

  useEffect(() => editor.onChange(() => setChanges((count) => count + 1)), [editor]);
  useEffect(() => {
    const elements = registryOf(editor.modeler)
      .filter(({ id, businessObject }) => id === businessObject.id)
      .map(({ businessObject }) => businessObject);
    const unitName = (place: string) => editor.organisation.units.get(place)?.name ?? place;
    paint.paint(marksOf({ result, found, shown, language, elements, unitName }));
  }, [editor, paint, result, found, shown, language, changes]);
  return null;
}
