import { AsciiLineFramer } from "../../../shared/readers/ascii-line-framer.ts";
import type { Framer } from "../../../shared/readers/framer.ts";
import { MagtekHidFramer } from "../../../shared/readers/magtek-hid-framer.ts";
import type { ReaderProfile } from "../../../shared/readers/reader-profile.ts";

/** The framer that a profile asks for. The profile was checked against its schema, so its numbers are in range. */
export function createFramer(profile: ReaderProfile): Framer {
  switch (profile.family) {
    case "serial-ascii":
      return new AsciiLineFramer({ ...profile.framing, dataBits: profile.line.dataBits });
    case "magtek-hid":
      return new MagtekHidFramer({ idleMs: profile.idleMs });
  }
}
