/** Names, units and formulas are plain (TX), or the <TX> element of an XML fragment (MD). */
export function plainText(text: string): string {
  if (!text.startsWith('<')) return text;
  return /<TX[^>]*>([^<]*)<\/TX>/.exec(text)?.[1]?.trim() ?? '';
}
