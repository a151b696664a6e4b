/** Names that FEEL would take apart: with operators, or with one of its words inside. NFC, each once, sorted. */
export function specialNames(names: readonly string[]): readonly string[] {
  const isSpecial = (name: string) =>
    /[-+*/.^']|(?:^|\s)(?:and|or|in|between|if|then|else|for|return|some|every|satisfies|instance|of|function|not|true|false|null)(?:\s|$)/.test(
      name,
    );
  return [...new Set(names.map((name) => name.normalize('NFC')))].filter(isSpecial).sort();
}
