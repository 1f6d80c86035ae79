/** No law: what this market asks for itself. */
export const SECOND_LOOK_ARTICLE = '本站的规矩';
export const SECOND_LOOK_ADVICE =
  '这句读起来像有问题的招工，会请工作人员看一眼。确实没问题的，不用改；像收钱、挑人、骗人的，改成实话。';
