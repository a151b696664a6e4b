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
      <ToolButton
        label={say('Xem toàn bộ sơ đồ', 'Show the whole diagram')}
        sign={<Sign path="M1 5V1h4M9 1h4v4M13 9v4H9M5 13H1V9" />}
        onClick={() => fit(modeler)}
      />
      <ToolButton
        label={say('Tìm trong sơ đồ', 'Search in the diagram')}
        keys="Ctrl+F"
        sign={<Sign path="M9.5 9.5 13 13M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1" />}
        onClick={() => modeler.get<{ toggle(): void }>('searchPad').toggle()}
      />
    </>
  );
}

function Sign({ path }: { readonly path: string }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.6">
      <path d={path} />
    </svg>
  );
}
