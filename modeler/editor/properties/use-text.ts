/** A text as it is typed, until what it is typed for changes by itself. */
import { useState } from 'react';

/** Follows `value` while it is rendered, not in an effect afterwards: an effect could come after the first letter and take it back. */
export function useText(value: string): readonly [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(value);
  const [followed, follow] = useState(value);
  if (followed !== value) {
    follow(value);
    setText(value);
  }
  return [followed === value ? text : value, setText];
}
