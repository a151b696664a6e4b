import { useMutation, useQueryClient } from '@tanstack/react-query';

/** What lists and pages ask, by the first word of its key. */
const asked = ['dossier', 'tasks', 'home', 'dossiers', 'incidents', 'bulk runs', 'places'];

/** Something a person does: what lists and pages know of dossiers is asked anew afterwards, done or refused. */
export function useAct<Given = void>(act: (given: Given) => Promise<unknown>, done?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => done?.(),
    onSettled: () => Promise.all(asked.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
