import { Movement, StripeCard } from "./drawn-parts.tsx";
import { Picture, type PictureProps } from "./Picture.tsx";

type Props = PictureProps & { readonly manner: "level" | "tilted" };

/** A reader with its slot on top: the card stands in it and moves sideways, level or (how not to) tilted. */
export function SwipeSlotPicture({ manner, ...frame }: Props) {
  return (
    <Picture {...frame}>
      <g transform={manner === "level" ? "translate(92 44)" : "rotate(-13 176 120) translate(92 24)"}>
        <StripeCard />
      </g>
      <path
        d="M22 128h296a10 10 0 0 1 10 10v44a14 14 0 0 1-14 14H26a14 14 0 0 1-14-14v-44a10 10 0 0 1 10-10z"
        fill="var(--art-body)"
        stroke="var(--art-line)"
        strokeWidth="3"
      />
      <path d="M14 141h312" stroke="var(--art-line)" strokeWidth="3" />
      <circle cx="300" cy="168" r="6" fill="none" stroke="var(--art-line)" strokeWidth="3" />
      <path d="M36 168h70" stroke="var(--art-line)" strokeWidth="4" strokeLinecap="round" opacity=".45" />
      {manner === "level" ? <Movement d="M110 20H244M232.4 12.1L244 20L232.4 27.9" /> : null}
    </Picture>
  );
}
