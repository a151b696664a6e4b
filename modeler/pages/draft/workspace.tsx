/** Around the canvas: what it can be done with, other views of the same draft, cards and panels. */
import { SegmentedControl, Tabs } from '@mantine/core';
import { lazy, Suspense, useMemo, useState, type ReactNode, type RefObject } from 'react';
import { cards } from '../../editor/cards.ts';
import type { Editor } from '../../editor/editor.ts';
import { panels } from '../../editor/panels.ts';
import { tools } from '../../editor/tools.ts';
import { views } from '../../editor/views.ts';
import { useSay } from '../../i18n/say.tsx';
import { Waiting } from '../../parts/states.tsx';

interface Props {
  /** Undefined until the drawing is read. */
  readonly editor: Editor | undefined;
  /** Where bpmn-js draws. */
  readonly canvas: RefObject<HTMLDivElement | null>;
  /** Before the tools: title, state of saving. */
  readonly head: ReactNode;
  /** After the tools: sending. */
  readonly actions?: ReactNode;
  /** Between the bar and the drawing: what has to be read first. */
  readonly notices?: ReactNode;
}

export function Workspace({ editor, canvas, head, actions, notices }: Props) {
  const say = useSay();
  const [view, setView] = useState('canvas');
  const parts = useMemo(
    () => ({
      views: views.map(({ id, load, title }) => ({ id, title, Content: lazy(load) })),
      panels: panels.map(({ id, load, title }) => ({ id, title, Content: lazy(load) })),
    }),
    [],
  );
  const shown = parts.views.find(({ id }) => id === view);
  return (
    <div className="editor">
      <div className="editor-bar">
        {head}
        {editor && parts.views.length > 0 && (
          <SegmentedControl
            size="xs"
            aria-label={say('Cách xem', 'View')}
            value={view}
            onChange={setView}
            data={[
              { value: 'canvas', label: say('Sơ đồ', 'Diagram') },
              ...parts.views.map(({ id, title }) => ({ value: id, label: say(...title) })),
            ]}
          />
        )}
        {editor && (
          <div className="editor-tools" role="toolbar" aria-label={say('Công cụ', 'Tools')}>
            {tools.map((Tool, index) => (
              <Tool key={index} editor={editor} />
            ))}
          </div>
        )}
        <div className="editor-actions">{actions}</div>
      </div>
      {notices}
      <div className="editor-body">
        <div className="editor-views">
          <div className="editor-canvas" ref={canvas} data-shown={shown === undefined} inert={shown !== undefined} />
          {editor && shown && (
            <div className="editor-view">
              <Suspense fallback={<Waiting />}>
                <shown.Content editor={editor} />
              </Suspense>
            </div>
          )}
        </div>
        {editor && (
          <aside className="editor-side" aria-label={say('Bảng bên', 'Side panels')}>
            {cards.map((Card, index) => (
              <Card key={index} editor={editor} />
            ))}
            {parts.panels.length > 0 && (
              <Tabs className="editor-panels" defaultValue={parts.panels[0]!.id} keepMounted={false}>
                <Tabs.List aria-label={say('Bảng bên', 'Side panels')}>
                  {parts.panels.map(({ id, title }) => (
                    <Tabs.Tab key={id} value={id}>
                      {say(...title)}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                {parts.panels.map(({ id, Content }) => (
                  <Tabs.Panel key={id} value={id}>
                    <Suspense fallback={<Waiting />}>
                      <Content editor={editor} />
                    </Suspense>
                  </Tabs.Panel>
                ))}
              </Tabs>
            )}
          </aside>
        )}
      </div>
    </div>
  );
}
