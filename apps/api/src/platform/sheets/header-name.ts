import { kept } from './cells/kept.ts';
import { plain } from './cells/text.ts';

const BRACKETS = /[（(【[][^）)】\]]*[）)】\]]/g;

/** `jobName` and `job_name` are `job name`. */
const spelled = (text: string) => text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[\s_]+/g, ' ');

/** A header without brackets, marks and spaces around Chinese: `* 招聘 人数（人）` is `招聘人数`. */
export const headerName = kept((header) => {
  const text = plain(header)
    .replace(BRACKETS, '')
    .replace(/[*＊:：?？"'“”]|必填|选填/g, '');
  const spaced = spelled(text).trim().toLowerCase();
  return /[\u4e00-\u9fff]/.test(spaced)
    ? spaced.replace(/\s/g, '').replace(/(?<=[\u4e00-\u9fff])\/.*$/, '')
    : spaced.replace(/\bids?\b/g, 'id').replace(/(?<=\w)\.$/, '');
});
