import type { Page } from 'playwright-core';

/** Roles of elements that are operated or jumped to: without a name, a screen reader cannot announce them. */
const named =
  /^(?:link|button|textbox|searchbox|combobox|checkbox|radio|progressbar|img|region|article|table|dialog)$/;

/** Barriers on the page; empty if none were found. */
export async function auditPage(page: Page): Promise<string[]> {
  return [
    ...(await unnamed(page)),
    ...(await outline(page)),
    ...(await repeatedIds(page)),
    ...(await faintTexts(page)),
  ];
}

/** By the accessibility tree of the browser. */
async function unnamed(page: Page): Promise<string[]> {
  const tree = await page.locator('body').ariaSnapshot();
  return tree.split('\n').flatMap((line) => {
    const [, role = '', name] = /^\s*- ([a-z]+)( ")?/.exec(line) ?? [];
    return named.test(role) && name === undefined ? [`has no name: ${line.trim()}`] : [];
  });
}

async function outline(page: Page): Promise<string[]> {
  const headings = await page
    .locator('h1, h2, h3, h4')
    .evaluateAll((all) =>
      all.map(({ tagName, textContent }) => ({ level: Number(tagName.slice(1)), textContent })),
    );
  const first = headings.filter(({ level }) => level === 1).length;
  const skipped = headings.filter(({ level }, i) => level > (headings[i - 1]?.level ?? 0) + 1);
  return [
    ...(first === 1 ? [] : [`has ${first} headings of the first level`]),
    ...skipped.map(({ textContent }) => `skips a level of headings: ${textContent}`),
  ];
}

async function repeatedIds(page: Page): Promise<string[]> {
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
  return ids.filter((id, i) => ids.indexOf(id) < i).map((id) => `has the id ${id} twice`);
}

export function faintTexts(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(${textsOfLowContrast.toString()})()`);
}

/** Runs in the page: texts whose contrast with their background is below that of WCAG 2.2, 1.4.3. */
function textsOfLowContrast(): string[] {
  // biome-ignore lint/suspicious/noExplicitAny: the page's globals are not those of Node
  const { document, getComputedStyle } = globalThis as any;
  const channels = (colour: string) => colour.match(/[\d.]+/g)?.map(Number) ?? [];
  const luminance = ([r = 0, g = 0, b = 0]: number[]) =>
    [r, g, b]
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, i) => sum + value * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const groundOf = (element: any): number[] => {
    const ground = channels(getComputedStyle(element).backgroundColor);
    return ground.length === 3 || !element.parentElement ? ground : groundOf(element.parentElement);
  };
  const faint: string[] = [];
  for (const element of document.querySelectorAll('body *')) {
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const own = [...element.childNodes].some((node: any) => node.nodeType === 3 && node.textContent.trim());
    if (!own) continue;
    const [a = 0, b = 0] = [
      luminance(channels(getComputedStyle(element).color)),
      luminance(groundOf(element)),
    ].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < 4.5) faint.push(`${contrast.toFixed(2)}: ${element.textContent.slice(0, 40)}`);
  }
  return faint;
}
