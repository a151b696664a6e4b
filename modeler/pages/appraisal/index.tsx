/** One appraisal: what was submitted, what the checker says of it, what people say about it, and what is decided. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Desk } from '../../appraisal/desk.tsx';
import { NotSubmitted } from '../../appraisal/not-submitted.tsx';
import { api } from '../../data/session.ts';
import { Asked } from '../../parts/asked.tsx';

export default function AppraisalPage() {
  const { appraisalId = '' } = useParams();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['appraisal', appraisalId],
    queryFn: async () => {
      const params = { appraisalId };
      const [appraisal, duties, { items: findings }, checklist, { items: comments }] = await Promise.all([
        api.getAppraisal({ params }),
        api.getAppraisalDuties({ params }),
        api.getAppraisalFindings({ params }),
        api.getAppraisalChecklist({ params }),
        api.getAppraisalComments({ params, query: { limit: 500 } }),
      ]);
      return { appraisal, duties, findings, checklist, comments };
    },
  });
  const done = async () => {
    await query.refetch();
    // the queues have moved
    void client.invalidateQueries({ queryKey: ['appraisals'] });
  };
  return (
    <Asked query={query}>
      {(loaded) => (loaded.appraisal.round === 0 ? <NotSubmitted {...loaded} done={done} /> : <Desk {...loaded} done={done} />)}
    </Asked>
  );
}
