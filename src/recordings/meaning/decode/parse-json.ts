const looseNumbers = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/**
 * A JSON text, in which numbers that are none may stand as `NaN` and `Infinity`: writers in Python, C++ and Java write them so by
 * default, though RFC 8259 has none. They become texts. Throws `SyntaxError`.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const strict = text.replace(looseNumbers, (word) => (word.startsWith('"') ? word : `"${word}"`));
    if (strict === text) throw error;
    return JSON.parse(strict);
  }
}
