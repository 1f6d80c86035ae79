/** Text messages to phones. */
export const signInCodeText = (code: string) =>
  `【零工集市】验证码 ${code}，5 分钟内有效，只能用一次。别告诉任何人，工作人员也不会问你要。`;
