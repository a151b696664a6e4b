/** The editor of a draft without service or session: what tests of menus and fields open. Runs in the browser; `openModelerPage` builds and serves it. */
import '@mantine/core/styles.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '../../../modeler/shell/app.css';
import '../../../modeler/pages/draft/draft.css';
import { MantineProvider } from '@mantine/core';
import { createRef } from 'react';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import type { Editor, EditorContent } from '../../../modeler/editor/editor.ts';
import { openEditor } from '../../../modeler/editor/open-editor.ts';
import { SpeechProvider } from '../../../modeler/i18n/say.tsx';
import { Workspace } from '../../../modeler/pages/draft/workspace.tsx';
import { theme } from '../../../modeler/shell/theme.ts';

declare global {
  /** The editor that is open. */
  var editor: Editor;
  /** Opens a drawing in the place of the one before; with what is around it (tools, panels, checks) when asked to. */
  var openDrawing: (xml: string, options?: { readonly isWhole?: boolean; readonly content?: Partial<EditorContent> }) => Promise<void>;
}

const place = document.getElementById('app')!;
const root = createRoot(place.appendChild(document.createElement('div')));
place.firstElementChild!.setAttribute('style', 'display: contents');
const canvas = createRef<HTMLDivElement>();
/** Tabs and views begin anew with each drawing. */
let drawing = 0;

function show(opened: Editor | undefined, isWhole: boolean) {
  root.render(
    isWhole ? (
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <SpeechProvider>
          <MemoryRouter>
            <Workspace key={drawing} editor={opened} canvas={canvas} head={<h1 className="draft-title">{opened?.content.title}</h1>} />
          </MemoryRouter>
        </SpeechProvider>
      </MantineProvider>
    ) : (
      <div className="editor-canvas" ref={canvas} />
    ),
  );
}

globalThis.openDrawing = async (xml, { isWhole = false, content = {} } = {}) => {
  globalThis.editor?.modeler.destroy();
  drawing += 1;
  root.render(null);
  while (canvas.current) await new Promise((resolve) => setTimeout(resolve));
  show(undefined, isWhole);
  while (!canvas.current) await new Promise((resolve) => setTimeout(resolve));
  globalThis.editor = await openEditor({
    container: canvas.current,
    xml,
    content: { title: 'Thử', forms: {}, procedure: {}, ...content },
    organisation: undefined,
    isReadOnly: false,
  });
  show(globalThis.editor, isWhole);
};
