import type { ProblemCode } from "../../shared/contracts/problem-codes.ts";

/** A card of the demo service, made to show one thing. Numbers and names are invented; their check characters are right unless said so. */
export interface StockCard {
  readonly purpose: string;
  /** As printed. */
  readonly cardNumber: string;
  /** What a reader finds on track 2, sentinels included; null when it finds nothing. */
  readonly track2: string | null;
  readonly holderName: string;
  readonly socialSecurityNumber: string;
  /** What the first association with this card and this stripe comes to. */
  readonly expects: "confirmed" | "alreadyAssociated" | "claimed" | ProblemCode;
  readonly shows: { readonly zh: string; readonly en: string };
}

/** One card for each thing a counter can meet. `docs/demo-cards.md` lists them. */
export const stockCards = [
  {
    purpose: "normal-known-medium",
    cardNumber: "A12345674",
    track2: ";6222020000000000000=30125200000000000?",
    holderName: "测试员",
    socialSecurityNumber: "320102199001010010",
    expects: "confirmed",
    shows: { zh: "正常，磁条已登记，有照片", en: "normal, stripe known, with photo" },
  },
  {
    purpose: "normal-unknown-medium",
    cardNumber: "A01234565",
    track2: ";6222020000000000075=30125200000000000?",
    holderName: "测试甲",
    socialSecurityNumber: "320102199001010029",
    expects: "confirmed",
    shows: { zh: "正常，磁条未登记（确认后学会）", en: "normal, stripe not known yet: learned by the association" },
  },
  {
    purpose: "lost",
    cardNumber: "A00000011",
    track2: ";6222020000000000141=30125200000000000?",
    holderName: "测试乙",
    socialSecurityNumber: "320102199001010037",
    expects: "refused/lost",
    shows: { zh: "正式挂失 (2)", en: "lost for good" },
  },
  {
    purpose: "lost-temporarily",
    cardNumber: "A0000002X",
    track2: ";6222020000000000216=30125200000000000?",
    holderName: "测试丙",
    socialSecurityNumber: "320102199001010045",
    expects: "refused/lost-temporarily",
    shows: { zh: "临时挂失 (4)", en: "lost for the time being" },
  },
  {
    purpose: "locked",
    cardNumber: "A00000038",
    track2: ";6222020000000000281=30125200000000000?",
    holderName: "测试丁",
    socialSecurityNumber: "320102199001010053",
    expects: "refused/locked",
    shows: { zh: "应用锁定 (3)", en: "application locked" },
  },
  {
    purpose: "sealed",
    cardNumber: "A00000046",
    track2: ";6222020000000000356=30125200000000000?",
    holderName: "测试戊",
    socialSecurityNumber: "320102199001010061",
    expects: "refused/sealed",
    shows: { zh: "封存，未领卡启用 (0)", en: "made, not handed over" },
  },
  {
    purpose: "cancelled",
    cardNumber: "A00000054",
    track2: ";6222020000000000422=30125200000000000?",
    holderName: "测试己",
    socialSecurityNumber: "32010219900101007X",
    expects: "refused/cancelled",
    shows: { zh: "注销 (9)", en: "cancelled" },
  },
  {
    purpose: "not-normal",
    cardNumber: "A00000062",
    track2: ";6222020000000000497=30125200000000000?",
    holderName: "测试庚",
    socialSecurityNumber: "320102199001010088",
    expects: "refused/not-normal",
    shows: { zh: "未知状态 (7)", en: "in a state nobody knows" },
  },
  {
    purpose: "expired",
    cardNumber: "A00000089",
    track2: ";6222020000000000562=30125200000000000?",
    holderName: "测试辛",
    socialSecurityNumber: "320102199001010096",
    expects: "refused/expired",
    shows: { zh: "已过有效期", en: "past its last valid day" },
  },
  {
    purpose: "mismatch",
    cardNumber: "A00000097",
    track2: ";6222020000000000000=30125200000000000?",
    holderName: "测试壬",
    socialSecurityNumber: "320102199001010109",
    expects: "refused/mismatch",
    shows: { zh: "读到的磁条属于另一张卡", en: "its stripe is known as another card's" },
  },
  {
    purpose: "already-associated",
    cardNumber: "A0000010X",
    track2: ";6222020000000000638=30125200000000000?",
    holderName: "测试癸",
    socialSecurityNumber: "320102199001010117",
    expects: "alreadyAssociated",
    shows: { zh: "已与本人关联", en: "associated with the same holder" },
  },
  {
    purpose: "card-taken",
    cardNumber: "A00000118",
    track2: ";6222020000000000703=30125200000000000?",
    holderName: "测试子",
    socialSecurityNumber: "320102199001010125",
    expects: "conflict/card-taken",
    shows: { zh: "已与另一人关联", en: "associated with somebody else" },
  },
  {
    purpose: "holder-has-other-card",
    cardNumber: "A00000126",
    track2: ";6222020000000000778=30125200000000000?",
    holderName: "测试丑",
    socialSecurityNumber: "320102199001010133",
    expects: "conflict/holder-has-other-card",
    shows: { zh: "本人另有已关联的卡", en: "its holder is associated with another card" },
  },
  {
    purpose: "claimed",
    cardNumber: "A00000134",
    track2: ";6222020000000000844=30125200000000000?",
    holderName: "测试寅",
    socialSecurityNumber: "320102199001010141",
    expects: "claimed",
    shows: { zh: "外市发卡，对方登记系统没有答复", en: "issued in a city whose register does not answer" },
  },
  {
    purpose: "person-id-stripe",
    cardNumber: "A00000142",
    track2: ";320102199001015006?",
    holderName: "测试卯",
    socialSecurityNumber: "320102199001015006",
    expects: "confirmed",
    shows: { zh: "磁条写社会保障号码", en: "its stripe carries the social security number" },
  },
  {
    purpose: "card-number-stripe",
    cardNumber: "123456788",
    track2: ";123456788?",
    holderName: "测试辰",
    socialSecurityNumber: "320102199001010168",
    expects: "confirmed",
    shows: { zh: "磁条写卡号", en: "its stripe carries the card number" },
  },
  {
    purpose: "local-stripe",
    cardNumber: "A00000150",
    track2: ";7654321=00?",
    holderName: "测试巳",
    socialSecurityNumber: "320102199001010176",
    expects: "confirmed",
    shows: { zh: "磁条是本地内容", en: "its stripe carries local content" },
  },
  {
    purpose: "no-photo",
    cardNumber: "A00000169",
    track2: ";6222020000000000919=30125200000000000?",
    holderName: "测试午",
    socialSecurityNumber: "320102199001010184",
    expects: "confirmed",
    shows: { zh: "没有留存照片", en: "no photo on record" },
  },
  {
    purpose: "long-name",
    cardNumber: "A00000177",
    track2: ";6222020000000000984=30125200000000000?",
    holderName: "测试员·阿卜杜拉·某某某",
    socialSecurityNumber: "320102199001010192",
    expects: "confirmed",
    shows: { zh: "长姓名", en: "a long name" },
  },
  {
    purpose: "rare-characters",
    cardNumber: "A00000185",
    track2: ";6222020000000001057=30125200000000000?",
    holderName: "测试𠮷㛃",
    socialSecurityNumber: "320102199001010205",
    expects: "confirmed",
    shows: { zh: "姓名有生僻字", en: "a name of rare characters" },
  },
  {
    purpose: "doubtful-number",
    cardNumber: "A12345670",
    track2: ";6222020000000001123=30125200000000000?",
    holderName: "测试未",
    socialSecurityNumber: "320102199001010213",
    expects: "confirmed",
    shows: { zh: "卡面末位与校验不符", en: "printed with a check character that does not fit" },
  },
  {
    purpose: "no-limit",
    cardNumber: "A00000193",
    track2: ";6222020000000001198=30125200000000000?",
    holderName: "测试申",
    socialSecurityNumber: "320102199001010221",
    expects: "confirmed",
    shows: { zh: "第一代卡，没有有效期", en: "first generation, no limit of validity" },
  },
  {
    purpose: "unreadable",
    cardNumber: "A00000206",
    track2: null,
    holderName: "测试酉",
    socialSecurityNumber: "32010219900101023X",
    expects: "confirmed",
    shows: { zh: "磁条读不出，凭卡号办理", en: "no reader can read it: goes on by number" },
  },
  {
    purpose: "unknown-number",
    cardNumber: "A00000214",
    track2: ";6222020000000001263=30125200000000000?",
    holderName: "查无此人",
    socialSecurityNumber: "320102199001010248",
    expects: "refused/unknown-number",
    shows: { zh: "登记系统没有这张卡", en: "no such card in the register" },
  },
] as const satisfies readonly StockCard[];

export type StockPurpose = (typeof stockCards)[number]["purpose"];

/** The card of one purpose. */
export function stockCard(purpose: StockPurpose): StockCard {
  const card = stockCards.find((candidate) => candidate.purpose === purpose);
  if (card === undefined) throw new Error(`no stock card is called ${purpose}`);
  return card;
}
