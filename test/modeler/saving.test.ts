/** Keeping a draft: what is sent, what stays in the browser, what is said when two people changed it. */
import { expect } from 'chai';
import { RequestRefused } from '../../api/client.ts';
import { openSaving, type KeptDraft, type Saving } from '../../modeler/pages/draft/saving.ts';
import type { LocalCopy } from '../../modeler/pages/draft/local-copy.ts';

const after = { copy: 1, save: 5, again: 5 };

function setUp(answer: (revision: number, key: string, xml: string) => KeptDraft | Promise<KeptDraft>) {
  let xml = 'one';
  let kept: LocalCopy | undefined;
  let writes = 0;
  const sent: { revision: number; key: string; xml: string }[] = [];
  let onServer: KeptDraft = draft(1, 'one');
  const saving = openSaving({
    revision: 1,
    after,
    copies: {
      find: async () => kept,
      keep: async (copy) => void (kept = copy),
      drop: async () => void (kept = undefined),
    },
    write: async () => {
      writes++;
      return { xml, content: { title: 'T', forms: {}, procedure: {} } };
    },
    async put(written, revision, key) {
      sent.push({ revision, key, xml: written.xml });
      return answer(revision, key, written.xml);
    },
    get: async () => onServer,
  });
  return {
    saving,
    sent,
    draw(next: string) {
      xml = next;
      saving.touch();
    },
    copy: () => kept,
    writes: () => writes,
    serve: (next: KeptDraft) => void (onServer = next),
  };
}

function draft(revision: number, bpmn: string): KeptDraft {
  return {
    revision,
    title: 'T',
    bpmn,
    forms: {},
    procedure: {},
    updatedAt: '2026-11-27T02:00:00Z',
    updatedBy: { user: 'b', name: 'Bình' },
  };
}

/** Resolves when the saving says so. */
function when(saving: Saving, is: string): Promise<void> {
  if (saving.current().is === is) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = saving.subscribe(() => {
      if (saving.current().is !== is) return;
      stop();
      resolve();
    });
  });
}

const refused = (status: number, code: string) => new RequestRefused(status, { code, detail: code });

describe('keeping a draft', () => {
  it('sends what was drawn last, with the revision it was made from', async () => {
    const { saving, sent, draw, copy } = setUp((revision, _key, xml) => draft(revision + 1, xml));
    draw('two');
    draw('three');
    expect(saving.current().is).to.equal('changed');
    await saving.flush();
    draw('four');
    await saving.flush();
    expect(sent.map(({ revision, xml }) => [revision, xml])).to.deep.equal([
      [1, 'three'],
      [2, 'four'],
    ]);
    expect(saving.current().is).to.equal('saved');
    expect(copy()).to.equal(undefined);
    saving.stop();
  });

  it('writes each state of the drawing out once, for the copy and for the service', async () => {
    const { saving, draw, copy, writes } = setUp(async (revision, _key, xml) => draft(revision + 1, xml));
    draw('two');
    while (copy() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
    await saving.flush();
    expect([saving.current().is, writes()]).to.deep.equal(['saved', 1]);
    draw('three');
    await saving.flush();
    expect(writes()).to.equal(2);
    saving.stop();
  });

  it('keeps a copy while the network is gone, and sends the same request again', async () => {
    let isOffline = true;
    const { saving, sent, draw, copy } = setUp((revision, _key, xml) => {
      if (isOffline) throw new TypeError('fetch failed');
      return draft(revision + 1, xml);
    });
    draw('two');
    await when(saving, 'unsent');
    expect(copy()).to.include({ xml: 'two', revision: 1 });
    draw('three');
    expect(saving.current().is).to.equal('unsent');
    isOffline = false;
    await when(saving, 'saved');
    const keys = new Set(sent.filter(({ xml }) => xml === 'two').map(({ key }) => key));
    expect(keys.size).to.equal(1);
    expect(sent.at(-1)).to.include({ revision: 2, xml: 'three' });
    expect(copy()).to.equal(undefined);
    saving.stop();
  });

  it('says who else changed it, overwrites nothing and keeps what is drawn', async () => {
    const { saving, sent, draw, copy, serve } = setUp(() => {
      throw refused(412, 'REVISION_CHANGED');
    });
    serve(draft(2, 'theirs'));
    draw('mine');
    await when(saving, 'conflict');
    const state = saving.current();
    expect(state.is === 'conflict' && state.theirs.updatedBy.name).to.equal('Bình');
    draw('mine, more');
    await saving.flush();
    expect(sent).to.have.length(1);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(copy()?.xml).to.equal('mine, more');
    saving.stop();
  });

  it('goes on when another window of the same person saved the same', async () => {
    const { saving, draw, serve } = setUp((revision, _key, xml) => {
      if (revision === 1) throw refused(412, 'REVISION_CHANGED');
      return draft(revision + 1, xml);
    });
    serve(draft(5, 'mine'));
    draw('mine');
    await when(saving, 'saved');
    saving.stop();
  });

  it('says that it is locked, and what else was refused', async () => {
    for (const [code, status, is] of [
      ['DRAFT_LOCKED', 409, 'locked'],
      ['INVALID', 422, 'refused'],
    ] as const) {
      const { saving, draw, copy } = setUp(() => {
        throw refused(status, code);
      });
      draw('two');
      await when(saving, is);
      expect(copy()?.xml).to.equal('two');
      saving.stop();
    }
  });
});
