/** Looking up a dossier by its code: whoever has the code learns how it stands and when it is due, and nothing else. */
import type { Service } from '../service.ts';
import { html, type Html } from './html.ts';
import { fact } from './layout.ts';
import { shownInstant, type Say } from './words.ts';

export interface LookedUp {
  readonly code: string;
  readonly status: string;
  readonly appointmentDueAt?: string;
}

/** The answer of GET /public/dossiers/:code; undefined for a code that nobody has. */
export async function lookUp({ engine }: Service, code: string): Promise<LookedUp | undefined> {
  const [found] = (await engine.dossiers({ code, limit: 1 })).items;
  if (!found) return undefined;
  const { status, appointmentDueAt } = found;
  return { code, status, ...(appointmentDueAt !== undefined && { appointmentDueAt }) };
}

/** `asked`: the code that was sent; '' when none was. */
export function lookUpPage(asked: string, found: LookedUp | undefined, say: Say): Html {
  return html`<h1>${say('Tra cứu hồ sơ', 'Look up a dossier')}</h1>
    ${asked === '' ? undefined : found ? answer(found, say) : unknown(asked, say)}
    <form method="get" action="/public/dossiers" class="search">
      <label for="code">${say('Mã hồ sơ', 'Code of the dossier')}</label>
      <div class="row">
        <input
          id="code"
          name="code"
          required
          maxlength="60"
          value="${asked}"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          aria-describedby="where"
        />
        <button>${say('Tra cứu', 'Look up')}</button>
      </div>
      <p class="soft" id="where">
        ${say(
          'Mã in trên giấy tiếp nhận hồ sơ và hẹn trả kết quả, ví dụ 000.00.01.H99-261127-0001.',
          'The code is on the receipt of your dossier, for example 000.00.01.H99-261127-0001.',
        )}
      </p>
    </form>`;
}

function answer({ code, status, appointmentDueAt }: LookedUp, say: Say): Html {
  return html`<section class="answer" role="status" aria-labelledby="answer">
    <h2 id="answer">${say('Hồ sơ', 'Dossier')} ${code}</h2>
    <dl>
      ${fact(say('Tình trạng', 'State'), stateOf(status, say))}
      ${fact(
        say('Ngày hẹn trả kết quả', 'Appointment'),
        appointmentDueAt === undefined ? say('Chưa có', 'None yet') : shownInstant(appointmentDueAt, say),
      )}
    </dl>
  </section>`;
}

function unknown(asked: string, say: Say): Html {
  return html`<p class="error" role="alert">
    ${say(`Không có hồ sơ mã "${asked}". Hãy xem lại mã trên giấy hẹn.`, `There is no dossier "${asked}". Check the code on your receipt.`)}
  </p>`;
}

const states: Readonly<Record<string, readonly [string, string]>> = {
  active: ['Đang giải quyết', 'In progress'],
  suspended: ['Tạm dừng', 'Suspended'],
  ended: ['Đã kết thúc', 'Closed'],
};

const stateOf = (status: string, say: Say): string => say(...(states[status] ?? [status, status]));
