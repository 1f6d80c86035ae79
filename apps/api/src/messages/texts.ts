import { STATION, withStation } from './station.ts';

/** Text messages to phones. */
export const signInCodeText = (code: string) =>
  `【零工集市】验证码 ${code}，5 分钟内有效，只能用一次。别告诉任何人，工作人员也不会问你要。`;

/** To the number that an account has, before it gets another. */
export const leaveNumberText = (code: string) =>
  `【零工集市】有人要把你的账号换到别的手机号。是你的话，验证码 ${code}，5 分钟内有效。不是你，别告诉任何人。`;

/** To a number that is to become an account's, or whom people call for an employer. */
export const newNumberText = (code: string) =>
  `【零工集市】这个手机号要用在一个零工账号或用工方上，验证码 ${code}，5 分钟内有效。不是你在办，别告诉任何人。`;

/** To the number that an account had, once it has another: `ending` are the last figures of that. */
export const numberChangedText = (ending: string, stationPhone: string | undefined) =>
  withStation(
    `【零工集市】你的零工账号换了手机号，新号尾号 ${ending}，这个号不能再登录它了。不是你换的，马上找${STATION}。`,
    stationPhone,
  );
