/** Makes the editor of one draft on bpmn-js: drawing, content and choice in one place, with one undo. */
import Modeler from 'bpmn-js/lib/Modeler';
import { correctBySchema, readDecisions, readOrganisation, defaultOrganisation } from '../../engine/index.ts';
import tthc from '../../engine/model/tthc.json';
import { textStyles } from '../bpmn/text-styles.ts';
import type { Editor, EditorContent, ModdleNode } from './editor.ts';
import { fit } from './fit.ts';
import { guardComposing } from './ime-guard.ts';
import { modules } from './modules.ts';
import { readOnly } from './read-only.ts';

interface CommandStack {
  registerHandler(command: string, handler: new () => object): void;
  execute(command: string, context: object): void;
}
interface EventBus {
  on(event: string, listener: (event: { newSelection?: readonly { id: string }[] }) => void): void;
}

/** Smaller, names cannot be read when a draft is opened. */
const leastZoom = 0.55;

export interface EditorOptions {
  /** Where the canvas is drawn. */
  readonly container: HTMLElement;
  readonly xml: string;
  readonly content: EditorContent;
  /** organisation.json as the service gives it. */
  readonly organisation: unknown;
  readonly isReadOnly: boolean;
}

/** Throws what bpmn-js cannot read. Destroy `editor.modeler` when it is done with. */
export async function openEditor(options: EditorOptions): Promise<Editor> {
  await document.fonts.load("12px 'Be Vietnam Pro'", 'Đăng ký');
  const modeler = new Modeler({
    container: options.container,
    moddleExtensions: { tthc },
    textRenderer: textStyles,
    additionalModules: [...modules, ...(options.isReadOnly ? [readOnly] : [])],
  });
  correctBySchema(modeler.get('moddle'));
  guardComposing(options.container);
  await modeler.importXML(options.xml);
  let decisions = await readDecisions(options.content.decisions);
  let decisionFiles = options.content.decisions;
  fit(modeler, leastZoom);
  const commandStack = modeler.get<CommandStack>('commandStack');
  const eventBus = modeler.get<EventBus>('eventBus');
  let content = options.content;
  let selected: string | undefined;
  const changed = new Set<() => void>();
  const chosen = new Set<(elementId: string | undefined) => void>();
  const tell = () => {
    for (const listener of [...changed]) listener();
  };

  /** Runs what `modeling` does inside as one step of the history. */
  commandStack.registerHandler(
    'taicho.together',
    class {
      preExecute({ act }: { act: () => void }) {
        act();
      }
    },
  );
  commandStack.registerHandler(
    'taicho.content',
    class {
      execute(context: { change: Partial<EditorContent>; before?: EditorContent }) {
        context.before = content;
        content = { ...content, ...context.change };
        return [];
      }
      revert(context: { before?: EditorContent }) {
        content = context.before ?? content;
        return [];
      }
    },
  );
  const followDecisions = async () => {
    const files = content.decisions;
    if (files === decisionFiles) return;
    decisionFiles = files;
    const read = await readDecisions(files);
    if (files !== decisionFiles) return;
    decisions = read;
    tell();
  };
  eventBus.on('commandStack.changed', () => {
    tell();
    void followDecisions();
  });
  eventBus.on('selection.changed', ({ newSelection = [] }) => {
    selected = newSelection.length === 1 ? newSelection[0]!.id : undefined;
    for (const listener of [...chosen]) listener(selected);
  });

  const listenTo = <T>(listeners: Set<T>, listener: T) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    modeler,
    organisation: readOrganisation(options.organisation).organisation ?? defaultOrganisation,
    isReadOnly: options.isReadOnly,
    get decisions() {
      return decisions;
    },
    definitions: () => modeler.getDefinitions() as unknown as ModdleNode,
    xml: async () => (await modeler.saveXML({ format: true })).xml!,
    async open(xml) {
      await modeler.importXML(xml);
      fit(modeler, leastZoom);
      tell();
    },
    together: (name, act) => commandStack.execute('taicho.together', { name, act }),
    get content() {
      return content;
    },
    setContent: (change) => commandStack.execute('taicho.content', { change }),
    onChange: (listener) => listenTo(changed, listener),
    get selected() {
      return selected;
    },
    select(elementId) {
      const element =
        elementId === undefined ? undefined : modeler.get<{ get(id: string): object | undefined }>('elementRegistry').get(elementId);
      modeler.get<{ select(element: object | null): void }>('selection').select(element ?? null);
    },
    onSelect: (listener) => listenTo(chosen, listener),
  };
}
