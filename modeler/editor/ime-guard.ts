/** Lets a Vietnamese input method finish its word: Enter or Escape while composing belongs to it, not to the label that is edited. */
export function guardComposing(container: HTMLElement): void {
  container.addEventListener(
    'keydown',
    (event) => {
      // 229: what browsers send for keys that an input method takes
      if (event.isComposing || event.keyCode === 229) event.stopPropagation();
    },
    { capture: true },
  );
}
