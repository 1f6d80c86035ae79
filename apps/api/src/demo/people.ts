/** Who one can be in the demo with one tap. */
export interface DemoAccount {
  /** Stable; part of the sign-in request. */
  key: string;
  name: string;
  /** As the sign-in page shows it. */
  role: string;
  /** One sentence: who this is, what there is to see. */
  about: string;
  phone: string;
  birthYear: number;
  region: string;
  /** Key of the employer it belongs to. */
  employer?: string;
  /** Code of the region whose operator it is. */
  desk?: string;
  /** Code of the region for whose people it may act as a labour broker. */
  broker?: string;
  /** The office, as others see it. */
  office?: string;
}

const phone = (index: number) => `+861990000${String(index).padStart(4, '0')}`;

export const DEMO_PEOPLE: readonly DemoAccount[] = [
  {
    key: 'worker-tashi',
    name: '扎西次仁',
    role: '劳动者',
    phone: phone(1),
    birthYear: 1994,
    region: '540302208203',
    about: '如意乡桑那村人。明天修路已经定了，还想找别的活。',
  },
  {
    key: 'worker-yangjin',
    name: '央金拉姆',
    role: '劳动者',
    phone: phone(2),
    birthYear: 2001,
    region: '540302100010',
    about: '住昌都城里，第一次来，一个活也没报过。',
  },
  {
    key: 'employer-ruyi',
    name: '洛桑平措',
    role: '用工方',
    phone: phone(3),
    birthYear: 1986,
    region: '540302208204',
    employer: 'ruyi-project',
    about: '如意乡以工代赈项目部，核验过。明天修路要 20 个人，看谁来、还缺几个。',
  },
  {
    key: 'employer-tea',
    name: '白玛曲珍',
    role: '用工方',
    phone: phone(4),
    birthYear: 1979,
    region: '540302100002',
    employer: 'qiangba-tea',
    about: '帮达街强巴甜茶馆，还没核验。一条在等审核，一条被退回来要改。',
  },
  {
    key: 'operator-city',
    name: '李文斌',
    role: '平台工作人员（市）',
    phone: phone(5),
    birthYear: 1983,
    region: '540302100011',
    desk: '5403',
    office: '昌都市零工市场',
    about: '看全市：哪里缺人，哪条岗位等得太久。',
  },
  {
    key: 'operator-karuo',
    name: '格桑卓嘎',
    role: '平台工作人员（卡若区）',
    phone: phone(6),
    birthYear: 1990,
    region: '540302100003',
    desk: '540302',
    office: '卡若区零工站',
    about: '审岗位、核验用工方：有要押金的，有只要男的，有工钱低的。',
  },
  {
    key: 'operator-ruyi',
    name: '次仁旺堆',
    role: '平台工作人员（如意乡）',
    phone: phone(7),
    birthYear: 1996,
    region: '540302208204',
    desk: '540302208',
    office: '如意乡劳务服务点',
    about: '管一个乡：审本乡的岗位，核验本乡的用工方。',
  },
  {
    key: 'organiser-sangna',
    name: '索朗旺堆',
    role: '村组织员（桑那村）',
    phone: phone(8),
    birthYear: 1978,
    region: '540302208203',
    desk: '540302208203',
    office: '桑那村劳务服务点',
    about: '给桑那村没手机的乡亲登记、找活、报名，今天谁去哪里打一张单子。',
  },
  {
    key: 'broker-karuo',
    name: '泽仁罗布',
    role: '经纪人（卡若区）',
    phone: phone(9),
    birthYear: 1985,
    region: '540302100006',
    broker: '540302',
    about: '替卡若区几个没手机的人看活、报活，都是他们自己答应的。',
  },
];
