const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Whether the check character of an 18-character 统一社会信用代码 fits (GB 32100-2015, weights 3^i mod 31). */
export function creditCodeFits(code: string): boolean {
  if (code.length !== 18) return false;
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    const value = CHARACTERS.indexOf(character);
    if (value < 0) return false;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return CHARACTERS[(31 - (sum % 31)) % 31] === code[17];
}
