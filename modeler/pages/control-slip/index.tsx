/** The control slip of a dossier as it is printed and signed: form 06 of Circular 03/2025/TT-VPCP, on A4. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '../../data/session.ts';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { wordOf } from '../../dossier/words.ts';
import { shownInstant, shownMinutes } from '../../i18n/format.ts';
import { useSpeech } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import './control-slip.css';

type Slip = Awaited<ReturnType<typeof api.getDossierControlSlip>>;

export default function ControlSlipPage() {
  const { say } = useSpeech();
  const { dossierId = '' } = useParams();
  const query = useQuery({ queryKey: ['slip', dossierId], queryFn: () => api.getDossierControlSlip({ params: { dossierId } }) });
  return (
    <Page
      title={say('Phiếu kiểm soát (mẫu 06)', 'Control slip (form 06)')}
      actions={
        <>
          <Button variant="default" component={Link} to={`/dossiers/${dossierId}`}>
            {say('Về hồ sơ', 'To the dossier')}
          </Button>
          <Button onClick={() => print()}>{say('In', 'Print')}</Button>
        </>
      }
    >
      <Asked query={query}>{(slip) => <Sheet slip={slip} />}</Asked>
    </Page>
  );
}

function Sheet({ slip: { dossier, rows } }: { readonly slip: Slip }) {
  const { say, language } = useSpeech();
  const { unitName, personName } = useOrganisation();
  const { dossierId, code, procedureName = '', department, startedAt, appointmentDueAt } = dossier;
  const others = [...new Set(rows.flatMap(({ department: other }) => (other === undefined || other === department ? [] : [other])))];
  const centre = rows[0] && unitName(rows[0].unit);
  return (
    <article className="slip" aria-label={say('Mẫu 06', 'Form 06')}>
      <p className="slip-form">{say('Mẫu số 06', 'Form 06')}</p>
      <header>
        <p>
          {department !== undefined && <span>{unitName(department)}</span>}
          <strong>{centre}</strong>
        </p>
        <p lang="vi">
          <strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong>
          <strong>Độc lập - Tự do - Hạnh phúc</strong>
        </p>
      </header>
      <h2>{say('Phiếu kiểm soát quá trình giải quyết hồ sơ', 'Control slip of the handling of a dossier')}</h2>
      <dl>
        <dt>{say('Mã hồ sơ', 'Code')}</dt>
        <dd>{code ?? say(`số ${dossierId}`, `no. ${dossierId}`)}</dd>
        <dt>{say('Thủ tục', 'Procedure')}</dt>
        <dd>{procedureName}</dd>
        {department !== undefined && (
          <>
            <dt>{say('Cơ quan giải quyết hồ sơ', 'Agency')}</dt>
            <dd>{unitName(department)}</dd>
          </>
        )}
        {others.length > 0 && (
          <>
            <dt>{say('Cơ quan phối hợp', 'Agencies that take part')}</dt>
            <dd>{others.map(unitName).join('; ')}</dd>
          </>
        )}
        <dt>{say('Tiếp nhận', 'Received')}</dt>
        <dd>{shownInstant(startedAt)}</dd>
        {appointmentDueAt !== undefined && (
          <>
            <dt>{say('Hẹn trả kết quả', 'Appointment')}</dt>
            <dd>{shownInstant(appointmentDueAt)}</dd>
          </>
        )}
      </dl>
      <table aria-label={say('Giao, nhận hồ sơ', 'Hand-offs')}>
        <thead>
          <tr>
            <th scope="col">{say('Cơ quan, bộ phận', 'Unit')}</th>
            <th scope="col">{say('Thời gian giao, nhận hồ sơ', 'Handed over and taken up')}</th>
            <th scope="col">{say('Kết quả giải quyết (trước hạn, đúng hạn, quá hạn)', 'Result (early, on time, late)')}</th>
            <th scope="col">{say('Ghi chú', 'Note')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ from, unit, holder, sentAt, acceptedAt, leftAt, dueAt, result, overByMinutes, note }, index) => (
            <tr key={index}>
              <th scope="row">
                {say('Giao', 'From')}: {from === undefined ? say('người nộp hồ sơ', 'the applicant') : unitName(from)}
                <br />
                {say('Nhận', 'To')}: {unitName(unit)}
              </th>
              <td>
                {[
                  `${say('Giao lúc', 'Sent')} ${shownInstant(sentAt)}`,
                  acceptedAt !== undefined && `${say('Nhận lúc', 'Taken up')} ${shownInstant(acceptedAt)}`,
                  acceptedAt === undefined && holder === undefined && leftAt === undefined && say('chưa nhận', 'not taken up'),
                  dueAt !== undefined && `${say('Hạn', 'Due')} ${shownInstant(dueAt)}`,
                  leftAt !== undefined && `${say('Xong lúc', 'Left')} ${shownInstant(leftAt)}`,
                ]
                  .filter((line) => line !== false)
                  .map((line) => (
                    <div key={line}>{line}</div>
                  ))}
                <div className="slip-signatures">
                  <span>{say('Người giao (ký, ghi rõ họ tên)', 'Handed over by (signature, name)')}</span>
                  <span>
                    {say('Người nhận (ký, ghi rõ họ tên)', 'Taken up by (signature, name)')}
                    {holder !== undefined && <b>{personName(holder)}</b>}
                  </span>
                </div>
              </td>
              <td>
                {result !== undefined && wordOf('results', result, say)}
                {overByMinutes > 0 && `: ${shownMinutes(overByMinutes, language)}`}
              </td>
              <td>{note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
