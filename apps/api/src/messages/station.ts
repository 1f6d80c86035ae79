/** Stands in a sentence for whom people turn to. */
export const STATION = '{station}';

/** A sentence with the station as people reach it; `phone`: unset where there is none to call. */
export const withStation = (sentence: string, phone: string | undefined): string =>
  sentence.replaceAll(STATION, phone ? `零工站（电话 ${phone}）` : '本地零工站');
