/** Near, far, everything; finding an element. */
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { fit } from '../fit.ts';
import { ToolButton } from './tool-button.tsx';

export function Look({ editor: { modeler } }: { readonly editor: Editor }) {
  const say = useSay();
  const step = (value: number) => modeler.get<{ stepZoom(step: number): void }>('zoomScroll').stepZoom(value);
  return (
    <>
      <ToolButton label={say('Thu nhỏ', 'Zoom out')} keys="Ctrl+−" sign="−" onClick={() => step(-1)} />
      <ToolButton label={say('Phóng to', 'Zoom in')} keys="Ctrl++" sign="+" onClick={() => step(1)} />
      <ToolButton label={say('Xem toàn bộ sơ đồ', 'Show the whole diagram')} sign="⛶" onClick={() => fit(modeler)} />
      <ToolButton
        label={say('Tìm trong sơ đồ', 'Search in the diagram')}
        keys="Ctrl+F"
        sign="🔍︎"
        onClick={() => modeler.get<{ toggle(): void }>('searchPad').toggle()}
      />
    </>
  );
}
