/** A published procedure as it is put up on the wall and on the web: what one brings, where, how long, what it costs, who does what; with its diagram and the code that leads here. */
import { html, type Html } from './html.ts';
import { fact, table } from './layout.ts';
import type { PostedStep, Posting } from './posting.ts';
import type { PublishedVersion } from './published-versions.ts';
import { qrCode } from './qr-code.ts';
import { deadlineKinds, fiveSteps, onlineLevels, regimes, shownDate, shownDuration, shownNumber, wordOf, type Say } from './words.ts';

export interface PostingPage {
  readonly posting: Posting;
  readonly version: PublishedVersion;
  /** SVG; undefined when there is nothing to draw. */
  readonly diagram?: Html | undefined;
  /** Whole, of this page: what the code holds. */
  readonly address: string;
}

export function postingPage({ posting, version, diagram, address }: PostingPage, say: Say): Html {
  const { name, caseName, code, field, agency, regime, onlineLevel, hotline, fee, receivedAt, returnedAt } = posting;
  return html`<article class="posting">
    <div class="top">
      <div>
        <h1>${name}</h1>
        ${caseName === undefined ? undefined : html`<p class="case">${say('Trường hợp', 'Case')}: ${caseName}</p>`}
      </div>
      <figure class="code">
        ${qrCode(address, say('Mã QR dẫn đến trang này', 'QR code that leads to this page'))}
        <figcaption class="soft">${address}</figcaption>
      </figure>
    </div>
    <dl>
      ${fact(say('Mã thủ tục', 'Code'), code)} ${fact(say('Lĩnh vực', 'Field'), field)}
      ${fact(say('Cơ quan thực hiện', 'Agency'), agency ?? say('Ủy ban nhân dân cấp xã nơi nộp hồ sơ', "The commune's People's Committee"))}
      ${fact(say('Nơi nộp hồ sơ', 'Where to apply'), receivedAt.join('; '))}
      ${fact(say('Nơi nhận kết quả', 'Where the result is given'), returnedAt.join('; '))}
      ${fact(say('Cách thức thực hiện', 'How to apply'), wordOf(onlineLevels, onlineLevel, say))}
      ${fact(say('Cơ chế giải quyết', 'Regime'), wordOf(regimes, regime, say))}
      ${fact(say('Thời hạn giải quyết', 'Time limit'), limits(posting, say))}
      ${fact(say('Phí, lệ phí', 'Fees'), fee ?? say('Chưa có thông tin', 'Not known'))}
      ${fact(say('Kết quả', 'Result'), posting.results.join('; '))} ${fact(say('Đường dây nóng', 'Hotline'), hotline)}
      ${fact(say('Có hiệu lực từ', 'In force from'), shownDate(version.effectiveDate))}
      ${fact(say('Công bố theo', 'Published by'), decisionOf(version, say))}
    </dl>
    ${documents(posting, say)} ${steps(posting, say)} ${legalBasis(posting, say)}
    ${
      diagram &&
      html`<section class="diagram">
        <h2>${say('Sơ đồ quy trình', 'Diagram of the process')}</h2>
        <div class="scroll" role="region" tabindex="0" aria-label="${say('Sơ đồ quy trình', 'Diagram of the process')}">${diagram}</div>
      </section>`
    }
  </article>`;
}

/** Phases have ids in the model, numbers for the reader. */
function limits({ deadlines }: Posting, say: Say): string {
  const phases = [...new Set(deadlines.flatMap(({ phase }) => phase ?? []))];
  const phaseOf = (phase: string | undefined) =>
    phase !== undefined && say(`giai đoạn ${phases.indexOf(phase) + 1}`, `phase ${phases.indexOf(phase) + 1}`);
  return deadlines
    .map((deadline) => {
      const about = [
        wordOf(deadlineKinds, deadline.kind, say),
        phaseOf(deadline.phase),
        deadline.when && say('tùy trường hợp', 'in certain cases'),
      ];
      return `${shownDuration(deadline, say)} (${about.filter(Boolean).join(', ')})`;
    })
    .join('; ');
}

function decisionOf({ decisionNumber, decisionDate }: PublishedVersion, say: Say): string | undefined {
  if (decisionNumber === undefined) return undefined;
  const number = say(`Quyết định ${decisionNumber}`, `Decision ${decisionNumber}`);
  return decisionDate === undefined ? number : `${number} ${say('ngày', 'of')} ${shownDate(decisionDate)}`;
}

function documents({ documents: all }: Posting, say: Say): Html | undefined {
  if (all.length === 0) return undefined;
  return html`<section>
    <h2>${say('Thành phần hồ sơ', 'What to bring')}</h2>
    ${table(
      say('Giấy tờ phải nộp hoặc xuất trình', 'Papers to hand in or to show'),
      [say('Giấy tờ', 'Paper'), say('Loại', 'Kind'), say('Số bản', 'Copies'), say('Bắt buộc', 'Required')],
      all.map(({ name, original, copies, required }) => [
        name,
        original === undefined ? '' : original ? say('Bản chính', 'Original') : say('Bản sao', 'Copy'),
        copies === undefined ? '' : String(copies),
        required === undefined ? '' : required ? say('Có', 'Yes') : say('Nếu có', 'If there is one'),
      ]),
    )}
  </section>`;
}

function steps({ steps: all }: Posting, say: Say): Html | undefined {
  if (all.length === 0) return undefined;
  return html`<section>
    <h2>${say('Trình tự thực hiện', 'Steps')}</h2>
    ${table(
      say('Các bước theo thứ tự', 'Steps in order'),
      [say('Bước', 'Step'), say('Việc', 'Kind'), say('Đơn vị thực hiện', 'Unit'), say('Thời gian', 'Time'), say('Sản phẩm', 'Product')],
      all.map((step, index) => [
        `${index + 1}. ${step.name}`,
        wordOf(fiveSteps, step.step, say) ?? '',
        [step.place, step.department].filter(Boolean).join(', '),
        timeOf(step, say),
        step.product ?? '',
      ]),
    )}
  </section>`;
}

function timeOf({ budget, budgetShare }: PostedStep, say: Say): string {
  if (budget) return shownDuration(budget, say);
  if (budgetShare === undefined) return '';
  return `${shownNumber(budgetShare * 100, say)}% ${say('thời hạn', 'of the time limit')}`;
}

function legalBasis({ legalBasis: all }: Posting, say: Say): Html | undefined {
  if (all.length === 0) return undefined;
  return html`<section>
    <h2>${say('Căn cứ pháp lý', 'Legal basis')}</h2>
    <ul>
      ${all.map((each) => html`<li>${each}</li>`)}
    </ul>
  </section>`;
}

/** A code that several procedures have: which of them is meant. */
export function casesPage(code: string, cases: readonly { readonly name: string; readonly address: string }[], say: Say): Html {
  return html`<h1>${say(`Thủ tục mã ${code}`, `Procedures of the code ${code}`)}</h1>
    <p>${say('Mã này có nhiều trường hợp; chọn trường hợp của bạn:', 'There are several cases of this code; choose yours:')}</p>
    <ul>
      ${cases.map(({ name, address }) => html`<li><a href="${address}">${name}</a></li>`)}
    </ul>`;
}
