/** Characters as Hong Kong and Taiwan write them in words about work and places, each before the one that is written here. */
const PAIRS =
  '運运裝装貨货車车電电銲焊磚砖築筑飯饭廚厨師师員员務务業业農农場场園园樹树種种養养豬猪雞鸡馬马擠挤蟲虫藥药採采蘋苹幫帮雜杂潔洁掃扫護护顧顾帶带兒儿導导購购賣卖買买倉仓庫库揀拣遞递鐵铁鋼钢牆墙貼贴門门縣县鄉乡鎮镇區区貢贡覺觉類类烏乌齊齐達达國国華华學学縫缝紉纫織织畫画裡里裏里鐘钟點点時时間间結结錢钱資资萬万個个來来們们開开關关機机駕驾駛驶盤盘館馆賓宾飼饲餵喂鋪铺橋桥溝沟邊边壩坝綠绿環环衛卫輸输寫写錄录譯译漢汉腳脚術术檢检測测質质臨临時时雲云隆隆龍龙東东廣广廠厂產产動动勞劳團团報报話话號号為为這这長长頭头見见淨净髒脏燈灯爐炉麵面鹽盐醬酱魚鱼雜杂貓猫犛牦犁犁糧粮麥麦擺摆攤摊會会舞舞臺台灣湾寶宝銀银銅铜鍋锅鏟铲釘钉錘锤鋸锯鑽钻費费證证訓训體体婦妇單单戶户歲岁險险僅仅優优無无須须額额備备碼码進进墊垫貸贷紹绍賺赚過过與与選选內内條条驗验壓压賭赌賠赔罰罚償偿還还離离職职聯联讓让給给領领遲迟'.match(
    /../gu,
  ) ?? [];

const SIMPLIFIED = new Map(PAIRS.map((pair) => [pair[0]!, pair[1]!]));
const TRADITIONAL = new RegExp(`[${[...SIMPLIFIED.keys()].join('')}]`, 'gu');

/** A text as it is written here: 搬運 is looked for, and found, as 搬运. */
export const simplified = (text: string): string =>
  text.replace(TRADITIONAL, (character) => SIMPLIFIED.get(character) ?? character);
