/** A reader that is named by its path, as site file and command line name it. */
export interface NamedReader {
  readonly profileId: string;
  readonly path: string;
}

export interface NamedReaderFault {
  readonly index: number;
  readonly field: keyof NamedReader;
  readonly why: string;
}

/** The first named reader that could never be opened: no profile of that id was loaded, or its path stands there already. */
export function findReaderFault(
  named: readonly NamedReader[],
  profiles: readonly { readonly id: string }[],
): NamedReaderFault | undefined {
  for (const [index, { profileId, path }] of named.entries()) {
    if (!profiles.some(({ id }) => id === profileId))
      return { index, field: "profileId", why: "must name a reader profile" };
    if (named.findIndex((other) => other.path === path) < index)
      return { index, field: "path", why: "names a path for the second time" };
  }
  return undefined;
}
