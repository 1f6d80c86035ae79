/** No law: what this market asks for itself. */
export const LINES_ARTICLE = '本平台的规矩';

/** Where one registers. */
export const CONTACT_IN_NAME =
  '名称里不要写电话、微信、网群：谁都看得到。只写单位或店的名字，别人报上了，平台会把你的电话给他。';

/** Beside each posting, for its employer and for who decides. */
export const NAME_ADVICE =
  '用工方的名称谁都看得到，这个名称里有像联系方式、收费、招工广告或犯法的事的字，请工作人员看一眼。确实叫这个名的，不用改；不是的，打零工站电话改。';
export const LINES_ADVICE = '用工方的名称里有换行或看不见的字符，公开前请工作人员看一眼。';
