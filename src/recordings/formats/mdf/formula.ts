import type { NumberRule } from './conversion-rules.ts';

/** Longer or more deeply nested formulas are not interpreted. */
const maxLength = 2_000;
const maxDepth = 40;

/**
 * Functions of the ASAM General Expression Syntax with one argument; `log` is the natural logarithm, as in other
 * readers.
 */
const functions: Record<string, (x: number) => number> = {
  abs: Math.abs,
  acos: Math.acos,
  asin: Math.asin,
  atan: Math.atan,
  cos: Math.cos,
  cosh: Math.cosh,
  exp: Math.exp,
  ln: Math.log,
  log: Math.log,
  log10: Math.log10,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
};

/** Names that stand for a number; `X` and `X1` are the raw value. */
const constants: Record<string, NumberRule> = {
  x: (raw) => raw,
  x1: (raw) => raw,
  pi: () => Math.PI,
  inf: () => Number.POSITIVE_INFINITY,
  nan: () => Number.NaN,
};

const token = /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([a-z]\w*)|(\*\*|[-+*/^(),]))/iy;

/** The rule of an algebraic conversion (cc_type 3); undefined if it contains anything unknown. */
export function parseFormula(text: string): NumberRule | undefined {
  if (text.length > maxLength) return undefined;
  const tokens = tokensOf(text);
  return tokens && new FormulaParser(tokens).parse();
}

function tokensOf(text: string): string[] | undefined {
  const trimmed = text.trim();
  const tokens: string[] = [];
  for (token.lastIndex = 0; token.lastIndex < trimmed.length; ) {
    const match = token.exec(trimmed);
    if (!match) return undefined;
    tokens.push((match[1] ?? match[2] ?? match[3] ?? '').toLowerCase());
  }
  return tokens;
}

/** Sum of products of powers; a sign binds less tightly than a power, which is right-associative. */
class FormulaParser {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  parse(): NumberRule | undefined {
    const rule = this.#sum();
    return this.#at === this.#tokens.length ? rule : undefined;
  }

  #sum(): NumberRule | undefined {
    let left = this.#product();
    for (let sign = this.#take('+', '-'); left && sign; sign = this.#take('+', '-')) {
      const right = this.#product();
      left = right && (sign === '+' ? plus(left, right) : minus(left, right));
    }
    return left;
  }

  #product(): NumberRule | undefined {
    let left = this.#signed();
    for (let sign = this.#take('*', '/'); left && sign; sign = this.#take('*', '/')) {
      const right = this.#signed();
      left = right && (sign === '*' ? times(left, right) : over(left, right));
    }
    return left;
  }

  #signed(): NumberRule | undefined {
    this.#depth += 1;
    if (this.#depth > maxDepth) return undefined;
    const sign = this.#take('+', '-');
    const rule = sign ? this.#signed() : this.#power();
    this.#depth -= 1;
    return rule && (sign === '-' ? (raw) => -rule(raw) : rule);
  }

  #power(): NumberRule | undefined {
    const base = this.#operand();
    if (!base || !this.#take('^', '**')) return base;
    const exponent = this.#signed();
    return exponent && ((raw) => base(raw) ** exponent(raw));
  }

  #operand(): NumberRule | undefined {
    const first = this.#tokens[this.#at] ?? '';
    this.#at += 1;
    if (/^[\d.]/.test(first)) {
      const value = Number(first);
      return () => value;
    }
    if (first === '(') return this.#closed(this.#sum());
    if (Object.hasOwn(constants, first)) return constants[first];
    if (!this.#take('(')) return undefined;
    if (first === 'pow') return this.#powerOf();
    const argument = this.#closed(this.#sum());
    const apply = Object.hasOwn(functions, first) ? functions[first] : undefined;
    return apply && argument && ((raw) => apply(argument(raw)));
  }

  /** `pow(base, exponent)`, after its opening parenthesis. */
  #powerOf(): NumberRule | undefined {
    const base = this.#sum();
    if (!base || !this.#take(',')) return undefined;
    const exponent = this.#closed(this.#sum());
    return exponent && ((raw) => base(raw) ** exponent(raw));
  }

  #closed(rule: NumberRule | undefined): NumberRule | undefined {
    return this.#take(')') ? rule : undefined;
  }

  #take(...wanted: string[]): string | undefined {
    const next = this.#tokens[this.#at];
    if (next === undefined || !wanted.includes(next)) return undefined;
    this.#at += 1;
    return next;
  }
}

const plus =
  (a: NumberRule, b: NumberRule): NumberRule =>
  (raw) =>
    a(raw) + b(raw);
const minus =
  (a: NumberRule, b: NumberRule): NumberRule =>
  (raw) =>
    a(raw) - b(raw);
const times =
  (a: NumberRule, b: NumberRule): NumberRule =>
  (raw) =>
    a(raw) * b(raw);
const over =
  (a: NumberRule, b: NumberRule): NumberRule =>
  (raw) =>
    a(raw) / b(raw);
