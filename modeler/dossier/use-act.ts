import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Something a person does: what lists and pages know of dossiers is asked anew afterwards, done or refused. */
export function useAct<Given = void>(act: (given: Given) => Promise<unknown>, done?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => done?.(),
    onSettled: () => Promise.all(['dossier', 'tasks', 'home', 'dossiers'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
