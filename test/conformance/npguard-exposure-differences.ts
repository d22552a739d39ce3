/** Where our exposure lines differ from the recording, on purpose. */
interface ExposureDifference {
  readonly reason: string;
  readonly onlyOurs: readonly string[];
  readonly onlyTheirs: readonly string[];
}

export const EXPOSURE_DIFFERENCES: Readonly<Record<string, ExposureDifference>> = {};
