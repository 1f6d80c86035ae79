import { between, pick, seededRandom } from './random.ts';
import { yearOf } from './times.ts';

export interface DemoPerson {
  key: string;
  name: string;
  /** E.164; null for those whom others act for. */
  phone: string | null;
  /** `YYYY-MM-DD`; null: not said. */
  birthDate: string | null;
  region: string;
  plateauResident: boolean;
}

const MALE = [
  '扎西',
  '次仁',
  '尼玛',
  '达瓦',
  '平措',
  '多吉',
  '旺堆',
  '格桑',
  '洛桑',
  '丹增',
  '顿珠',
  '贡布',
  '罗布',
  '益西',
  '强巴',
  '索朗',
  '土登',
  '阿旺',
  '泽仁',
  '江村',
];
const MALE_SECOND = [
  '次仁',
  '多吉',
  '顿珠',
  '平措',
  '旺堆',
  '罗布',
  '扎西',
  '群培',
  '朗杰',
  '曲培',
  '旦增',
  '贡布',
  '江措',
  '晋美',
];
const FEMALE = [
  '白玛',
  '央金',
  '德吉',
  '卓玛',
  '拉姆',
  '格桑',
  '次仁',
  '仓决',
  '曲珍',
  '泽仁',
  '尼玛',
  '达瓦',
  '索朗',
  '嘎玛',
];
const FEMALE_SECOND = [
  '央金',
  '卓玛',
  '拉姆',
  '曲珍',
  '德吉',
  '措姆',
  '白珍',
  '卓嘎',
  '玉珍',
  '曲措',
  '旺姆',
  '巴姆',
];
const HAN_FAMILY = ['王', '李', '张', '刘', '陈', '杨', '赵', '周', '吴', '马', '何', '罗'];
const HAN_GIVEN = [
  '建国',
  '志强',
  '秀英',
  '桂兰',
  '小军',
  '海燕',
  '文斌',
  '丽华',
  '国平',
  '玉梅',
  '永福',
  '春花',
  '明亮',
  '晓东',
  '云霞',
];

/** Villages and communities that the people come from, by how many come from there. */
const HOMES: readonly [code: string, share: number][] = [
  ['540302208204', 14],
  ['540302208203', 10],
  ['540302208209', 8],
  ['540302100006', 14],
  ['540302100010', 16],
  ['540302100009', 12],
  ['540302100201', 10],
  ['540302101201', 14],
  ['540302101206', 8],
  ['540302102205', 10],
  ['540302207211', 10],
  ['540302205209', 6],
  ['540302206208', 6],
  ['540302203', 6],
  ['540321100205', 12],
  ['540322100202', 12],
  ['540323101203', 10],
  ['540323100209', 4],
  ['540324100201', 8],
  ['540324208204', 8],
  ['540325100205', 8],
  ['540325102204', 8],
  ['540326101201', 8],
  ['540326102206', 6],
  ['540327100206', 6],
  ['540328100202', 14],
  ['540328100203', 10],
  ['540328211202', 6],
  ['540329100205', 12],
  ['540330101210', 4],
];

/** Two villages where nobody has a phone of their own to sign in with: a proxy acts for them. */
export const PROXY_VILLAGES = ['540302208202', '540302201201'] as const;
const PROXY_VILLAGE_PEOPLE = 10;

/** Fictitious numbers: 1990000 0000 to 1990000 0999 for people, 1990000 1000 and up for employers. */
export const demoPhone = (index: number) => `+861990000${String(index).padStart(4, '0')}`;
export const EMPLOYER_PHONES_FROM = 1000;

function isHan(random: () => number, region: string): boolean {
  return random() < (region.startsWith('540302100') ? 0.3 : 0.05);
}

function tibetanName(random: () => number): string {
  const [first, second] = random() < 0.55 ? [MALE, MALE_SECOND] : [FEMALE, FEMALE_SECOND];
  const name = pick(random, first);
  return (
    name +
    pick(
      random,
      second.filter((other) => other !== name),
    )
  );
}

function birthDate(random: () => number, now: Date): string | null {
  const roll = random();
  if (roll < 0.05) return null;
  const age = roll < 0.08 ? between(random, 16, 17) : between(random, 19, 62);
  // Counted from the year before last birthday, so that the age holds whenever the demo is made.
  const date = `${String(between(random, 1, 12)).padStart(2, '0')}-${String(between(random, 1, 28)).padStart(2, '0')}`;
  return `${yearOf(now) - age - (date > now.toISOString().slice(5, 10) ? 1 : 0)}-${date}`;
}

/**
 * 300 invented people with common names. Their numbers lie in a range kept for the demo; the people of two
 * villages have none. The same seed and year give the same people.
 */
export function demoPersons(now: Date, seed = 5403): DemoPerson[] {
  const random = seededRandom(seed);
  const homes = HOMES.flatMap(([code, share]) => Array.from({ length: share }, () => code));
  const regions = [
    ...homes,
    ...PROXY_VILLAGES.flatMap((code) => Array.from({ length: PROXY_VILLAGE_PEOPLE }, () => code)),
  ];
  return regions.map((region, index) => {
    const han = isHan(random, region);
    return {
      key: `person-${index}`,
      name: han ? pick(random, HAN_FAMILY) + pick(random, HAN_GIVEN) : tibetanName(random),
      phone: PROXY_VILLAGES.some((village) => village === region) ? null : demoPhone(index + 100),
      birthDate: birthDate(random, now),
      region,
      plateauResident: !han || random() < 0.3,
    };
  });
}
