const made = new Map<string, Intl.NumberFormat>();

/** How a language writes numbers, with at most `digits` behind the point. */
export function numbers(language: string, digits = 3): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.NumberFormat([language, 'zh-CN'], { maximumFractionDigits: digits });
    made.set(key, format);
  }
  return format;
}
