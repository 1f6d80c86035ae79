/** The station, at the end of a sentence that sends people there. */
export const station = {
  phone: '零工站电话',
  desk: '本地零工站。',
};
