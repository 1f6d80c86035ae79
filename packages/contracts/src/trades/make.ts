import type { Trade } from './trade.ts';

export const MAKE_TRADES: readonly Trade[] = [
  {
    id: 'thangka',
    name: '唐卡画坊',
    group: 'make',
    occupationCode: null,
    words: ['唐卡', '唐卡上色', '磨颜料', '绷画布', '画师学徒'],
  },
  {
    id: 'tibetan-crafts',
    name: '藏式木雕铜器',
    group: 'make',
    occupationCode: null,
    words: ['木雕', '藏式家具', '打铜', '錾铜', '铜器', '银器', '打银', '藏刀', '嘎玛'],
  },
  {
    id: 'weaving',
    name: '纺织编织',
    group: 'make',
    occupationCode: null,
    words: ['氆氇', '编织', '织毯', '捻毛线', '地毯', '纺线', '卡垫'],
  },
  {
    id: 'sewing',
    name: '缝纫做衣',
    group: 'make',
    occupationCode: '6-05-01-02',
    words: ['缝纫', '缝纫工', '裁缝', '车工缝制', '做藏装', '车衣', '平车工'],
  },
  {
    id: 'food-making',
    name: '食品加工',
    group: 'make',
    occupationCode: null,
    words: ['磨糌粑', '糌粑', '风干肉', '牦牛肉加工', '屠宰', '水磨坊', '做藏香', '藏香', '灌装'],
  },
  {
    id: 'assembly',
    name: '流水线',
    group: 'make',
    occupationCode: null,
    words: ['装配工', '组装', '组装工', '普工', '电子厂', '操作工', '流水线操作', '工厂普工'],
  },
  {
    id: 'packing',
    name: '包装',
    group: 'make',
    occupationCode: null,
    words: ['包装工', '装箱', '贴标', '封箱', '打包'],
  },
];
