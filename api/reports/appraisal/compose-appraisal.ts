/** From a file and what was found of it to the printable document: facts from the model, findings on the diagram. */
import type { Moddle } from 'bpmn-moddle';
import type { Organisation } from '../../../engine/deadlines/organisation.ts';
import { drawnIds } from '../../../engine/drawing/draw-svg.ts';
import type { Container, ProcessModel } from '../../../engine/model/types.ts';
import { appraisalDocument } from './appraisal-document.ts';
import { appraisalPicture } from './appraisal-picture.ts';
import type { PrintedDocument } from './document.ts';
import { factsOf, type Letter } from './facts.ts';
import type { AppraisedReport } from './report-shape.ts';

export interface Appraised {
  /** The moddle tree and the model compiled from it. */
  readonly definitions: Moddle;
  readonly model: ProcessModel;
  readonly report: AppraisedReport;
  /** The instant at which the document is made; the date of its files. */
  readonly madeAt: string;
  /** Gives units their names. */
  readonly organisation?: Organisation;
  readonly letter?: Letter;
  readonly version?: number;
  readonly previousVersion?: number;
}

/** The whole document with its diagram. Pure: equal input, equal document. */
export function composeAppraisal({
  definitions,
  model,
  report,
  madeAt,
  organisation,
  letter,
  version,
  previousVersion,
}: Appraised): PrintedDocument {
  const facts = factsOf(model, madeAt, organisation, letter);
  const procedure = {
    ...facts.procedure,
    ...(version !== undefined && { version }),
    ...(previousVersion !== undefined && { previousVersion }),
  };
  return appraisalDocument(report, {
    ...facts,
    procedure,
    svg: appraisalPicture(definitions, report),
    undrawn: undrawn(definitions, model),
  });
}

/** Elements of the file itself that its diagram does not show; those of called versions are never on it. */
function undrawn(definitions: Moddle, model: ProcessModel): string[] {
  const drawn = drawnIds(definitions);
  return [...model.nodes.values()].filter(({ id, container }) => !drawn.has(id) && !rootOf(container).linked).map(({ id }) => id);
}

function rootOf(container: Container): Container {
  let root = container;
  while (root.parent) root = root.parent;
  return root;
}
