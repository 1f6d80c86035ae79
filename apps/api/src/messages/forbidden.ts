/** What operators are told of what isn't theirs to do: others are sent to the station, which they are. */
export const FORBIDDEN_AT_DESK =
  '这一步不归零工站办。用工方的事由用工方自己办；该你办的却办不了，找给你开账号的管理员。';

/** Of what an employer does with its posting. */
export const GIG_IS_ITS_EMPLOYERS =
  '岗位由用工方自己改、自己停，零工站不替它改。工作台能办的是：等审核的退回或者不通过，公开的下架。';

/** Of a decision about a posting of one's own employer. */
export const OWN_GIG = '自己单位的岗位要由别的同事来审。';
