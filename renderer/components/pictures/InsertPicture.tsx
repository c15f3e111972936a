import { Chip, Movement, Print } from "./drawn-parts.tsx";
import { Picture, type PictureProps } from "./Picture.tsx";

type Props = PictureProps & { readonly manner: "fully" | "half-way" };

/** A reader that takes the card's chip end: pushed in to the stop, or (how not to) only half-way. */
export function InsertPicture({ manner, ...frame }: Props) {
  return (
    <Picture {...frame}>
      <g transform={manner === "fully" ? "translate(107 58)" : "rotate(8 170 60) translate(107 52)"}>
        <rect width="126" height="140" rx="11" fill="var(--art-card)" stroke="var(--art-line)" strokeWidth="3" />
        <g transform="translate(39 26) scale(1.2)">
          <Chip />
        </g>
        <Print d="M19 102h60M19 118h40" />
      </g>
      <path
        d="M62 10h216a14 14 0 0 1 14 14v42a10 10 0 0 1-10 10H58a10 10 0 0 1-10-10V24a14 14 0 0 1 14-14z"
        fill="var(--art-body)"
        stroke="var(--art-line)"
        strokeWidth="3"
      />
      <path d="M92 64h156" stroke="var(--art-stripe)" strokeWidth="8" strokeLinecap="round" />
      <circle cx="264" cy="32" r="6" fill="none" stroke="var(--art-line)" strokeWidth="3" />
      <path d="M76 32h70" stroke="var(--art-line)" strokeWidth="4" strokeLinecap="round" opacity=".45" />
      {manner === "fully" ? <Movement d="M272 178V98M264.1 109.6L272 98L279.9 109.6" /> : null}
    </Picture>
  );
}
