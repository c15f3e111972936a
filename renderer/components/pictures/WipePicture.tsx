import { Chip, Movement, Print } from "./drawn-parts.tsx";
import { Picture, type PictureProps } from "./Picture.tsx";

type Props = PictureProps & { readonly part: "stripe" | "chip" };

/** A dry cloth over the part of the card that the reader touches. */
export function WipePicture({ part, ...frame }: Props) {
  return (
    <Picture {...frame}>
      <rect
        x="60"
        y="34"
        width="220"
        height="142"
        rx="13"
        fill="var(--art-card)"
        stroke="var(--art-line)"
        strokeWidth="3"
      />
      {part === "stripe" ? (
        <rect x="61.5" y="58" width="217" height="32" fill="var(--art-stripe)" />
      ) : (
        <g transform="translate(92 66) scale(1.4)">
          <Chip />
        </g>
      )}
      <Print d={part === "stripe" ? "M82 128h84M82 148h52" : "M82 156h84"} />
      <g transform={part === "stripe" ? "translate(176 50)" : "translate(150 62)"}>
        <path
          d="M0 0c14-8 50-8 66 0 8 10 8 42 0 52-16 8-52 8-66 0-8-10-8-42 0-52z"
          fill="var(--art-face)"
          stroke="var(--art-line)"
          strokeWidth="3"
        />
        <path d="M14 16h38M14 32h38" stroke="var(--art-line)" strokeWidth="3" strokeLinecap="round" opacity=".6" />
      </g>
      <g transform={part === "stripe" ? undefined : "translate(0 18)"}>
        <Movement d="M164 116H92M103.6 123.9L92 116L103.6 108.1" />
      </g>
    </Picture>
  );
}
