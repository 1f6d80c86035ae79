// Loaded before the product where a test wants it to live at another time of day than the browser.
const ahead = Number(process.env.CLOCK_AHEAD_MS ?? 0);
const RealDate = Date;

class ShiftedDate extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + ahead);
    else super(...given);
  }

  static now() {
    return RealDate.now() + ahead;
  }
}
// Libraries know it by its name.
globalThis.Date = Object.defineProperty(ShiftedDate, 'name', { value: 'Date' });
