import { Chip, Print } from "./drawn-parts.tsx";

// What is printed on the plastic. It stays Chinese in every language, because the card does.
const printed = { title: "社会保障卡", cardNumber: "卡号" } as const;

type Props = {
  /** What a screen reader says. */
  readonly label: string;
  /** In CSS pixels; the height follows. */
  readonly width: number;
};

/** The front of a card with a box round the place where the card number is printed. */
export function CardFacePicture({ label, width }: Props) {
  return (
    <svg className="picture" width={width} viewBox="0 0 320 202" role="img" aria-label={label}>
      <rect
        x="2"
        y="2"
        width="316"
        height="198"
        rx="16"
        fill="var(--art-card)"
        stroke="var(--art-line)"
        strokeWidth="3"
      />
      <circle cx="34" cy="32" r="12" fill="none" stroke="var(--art-line)" strokeWidth="2.5" />
      <text x="58" y="40" fontSize="22" fontWeight="700" fill="var(--ink)" fontFamily="var(--font-ui)" lang="zh-CN">
        {printed.title}
      </text>
      <g transform="translate(26 66) scale(1.15)">
        <Chip />
      </g>
      <rect
        x="234"
        y="56"
        width="64"
        height="82"
        rx="4"
        fill="var(--art-face)"
        stroke="var(--art-line)"
        strokeWidth="2"
      />
      <g fill="var(--art-body)" stroke="var(--art-line)" strokeWidth="2">
        <circle cx="266" cy="86" r="14" />
        <path d="M243 137c1-20 10-28 23-28s22 8 23 28z" />
      </g>
      <Print d="M90 78h112M90 100h82" />
      <rect
        x="16"
        y="146"
        width="206"
        height="42"
        rx="8"
        fill="var(--surface)"
        stroke="var(--art-move)"
        strokeWidth="4"
      />
      <text x="28" y="175" fontSize="21" fontWeight="700" fill="var(--ink)" fontFamily="var(--font-ui)" lang="zh-CN">
        {printed.cardNumber}
      </text>
      <path d="M84 167h34M126 167h34M168 167h34" stroke="var(--ink)" strokeWidth="12" strokeDasharray="9 3.5" />
    </svg>
  );
}
