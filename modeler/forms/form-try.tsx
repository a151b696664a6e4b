/** A form as it will be filled in, with its checks, without keeping anything. */
import { Alert, Button, Stack } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useSay } from '../i18n/say.tsx';
import { checkValues } from './check-values.ts';
import { readForm } from './form-fields.ts';
import { FormView } from './form-view.tsx';

export function FormTry({ schema }: { readonly schema: unknown }) {
  const say = useSay();
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const [isChecked, setChecked] = useState(false);
  const mistakes = useMemo(() => {
    const found = checkValues(readForm(schema).fields, values);
    return Object.fromEntries(Object.entries(found).map(([name, words]) => [name, say(...words)]));
  }, [schema, values, say]);
  const isRight = Object.keys(mistakes).length === 0;
  return (
    <Stack>
      <FormView schema={schema} values={values} onChange={setValues} mistakes={isChecked ? mistakes : {}} />
      <Button onClick={() => setChecked(true)}>{say('Kiểm tra thử', 'Try the checks')}</Button>
      {isChecked && (
        <Alert color={isRight ? 'green' : 'yellow'} role="status">
          {isRight
            ? say('Biểu mẫu điền đúng. Không có gì được lưu.', 'The form is filled in right. Nothing was kept.')
            : say('Còn mục chưa đúng.', 'Something is not right yet.')}
        </Alert>
      )}
    </Stack>
  );
}
