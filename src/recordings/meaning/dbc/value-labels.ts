import type { Severity } from '../../../domain/severity.ts';

/** `DI_AEB_FAULT_NONE`, `LineError` and `Ungültig` as lower-case words between blanks, without accents. */
function wordsOf(label: string): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase();
  return ` ${words.trim()} `;
}

const fault =
  / (?:fehler|fehlerhaft|defekt|kurzschluss|fault|faults|faulty|faulted|error|errors|failure|fail|failed|malfunction|malfunctioning|defect|defective|short circuit|open circuit|short to (?:ground|battery)|over ?heated|over ?temperature|over ?temp|over ?voltage|under ?voltage|over ?current) /;
const grave = / (?:critical|severe|fatal|shutdown|emergency) /;
/** Words that negate a fault, or leave open whether there is one. */
const notNow =
  / (?:kein|keine|keinen|nicht|ohne|unbekannt|moglich|moeglich|no|not|non|none|never|without|free|ok|okay|good|normal|cleared|clear|inactive|absent|healed|resolved|passive|reset|unknown|possible|test|testing|reserved|unused|default|count|counter|detection|reaction|memory|code|undefined|sna|na|warning) /;

/**
 * The severity of a named value, if its name clearly reports a fault; undefined for all others, which are most. The
 * author of the name graded nothing, so it is a warning unless a word says more.
 */
export function faultSeverity(label: string): Severity | undefined {
  const words = wordsOf(label);
  if (!fault.test(words) || notNow.test(words)) return undefined;
  return grave.test(words) ? 'error' : 'warning';
}

/** In English, German, French, Spanish and Italian, without accents. */
const noFigure =
  / (?:fehler|fehlerhaft|defekt|ungultig|ungueltig|nicht verfugbar|nicht verfuegbar|nicht definiert|nicht initialisiert|nicht belegt|unbekannt|reserviert|erreur|indisponible|non disponible|invalide|non valide|inconnu|no disponible|no valido|desconocido|errore|non valido|non disponibile|sconosciuto|sna|na|n a|nan|not available|not avail|notavailable|unavailable|unavail|invalid|invld|not valid|undefined|undefinable|undef|unknown|not initiali[sz]ed|not init|not in spec|error|fault|failure|failed|defect|reserved|no data|not used|unused|not supported|not defined|init|see specification) /;

/** Whether a named value of a measured signal says that nothing was measured. */
export function meansNoFigure(label: string): boolean {
  return noFigure.test(wordsOf(label));
}
