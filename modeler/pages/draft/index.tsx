/** One draft in the editor: canvas or table, panels beside it; what is drawn is kept by itself. */
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../../data/session.ts';
import { Asked } from '../../parts/asked.tsx';
import './draft.css';
import { DraftEditor } from './draft-editor.tsx';

export default function DraftPage() {
  const { draftId = '' } = useParams();
  const queries = useQueryClient();
  const queryKey = ['draft-in-editor', draftId];
  const query = useQuery({
    queryKey,
    queryFn: async () => {
      const [draft, organisation] = await Promise.all([api.getDraft({ params: { draftId } }), api.getOrganisation()]);
      return { draft, organisation, readAt: Date.now() };
    },
    // the editor holds what is newer; coming back reads it again
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Asked query={query}>
      {({ draft, organisation, readAt }) => (
        <DraftEditor key={readAt} draft={draft} organisation={organisation} readAgain={() => void queries.resetQueries({ queryKey })} />
      )}
    </Asked>
  );
}
