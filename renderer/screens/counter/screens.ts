import type { ComponentType } from "react";
import type { WorkKind } from "../../../shared/contracts/counter-snapshot.ts";
import { screenOf } from "../../store/screen-of.tsx";
import { AskingAnotherCardScreen } from "./asking-another-card/AskingAnotherCardScreen.tsx";
import { AttestingScreen } from "./attesting/AttestingScreen.tsx";
import { BadReadScreen } from "./bad-read/BadReadScreen.tsx";
import { CheckingNumberScreen } from "./checking-number/CheckingNumberScreen.tsx";
import { ConfirmingScreen } from "./confirming/ConfirmingScreen.tsx";
import { EndedScreen } from "./ended/EndedScreen.tsx";
import { EnteringNumberScreen } from "./entering-number/EnteringNumberScreen.tsx";
import { IdleScreen } from "./idle/IdleScreen.tsx";
import { LookUpFailedScreen } from "./look-up-failed/LookUpFailedScreen.tsx";
import { LookingUpScreen } from "./looking-up/LookingUpScreen.tsx";
import { NumberContradictsScreen } from "./number-contradicts/NumberContradictsScreen.tsx";
import { SaveFailedScreen } from "./save-failed/SaveFailedScreen.tsx";
import { StatingReasonScreen } from "./stating-reason/StatingReasonScreen.tsx";
import { SubmittingScreen } from "./submitting/SubmittingScreen.tsx";

/** One screen for every kind of work; a kind without a screen does not compile. */
export const screens: Readonly<Record<WorkKind, ComponentType>> = {
  idle: screenOf("idle", IdleScreen),
  badRead: screenOf("badRead", BadReadScreen),
  statingReason: screenOf("statingReason", StatingReasonScreen),
  enteringNumber: screenOf("enteringNumber", EnteringNumberScreen),
  checkingNumber: screenOf("checkingNumber", CheckingNumberScreen),
  numberContradicts: screenOf("numberContradicts", NumberContradictsScreen),
  lookingUp: screenOf("lookingUp", LookingUpScreen),
  lookUpFailed: screenOf("lookUpFailed", LookUpFailedScreen),
  attesting: screenOf("attesting", AttestingScreen),
  confirming: screenOf("confirming", ConfirmingScreen),
  submitting: screenOf("submitting", SubmittingScreen),
  saveFailed: screenOf("saveFailed", SaveFailedScreen),
  ended: screenOf("ended", EndedScreen),
  askingAnotherCard: screenOf("askingAnotherCard", AskingAnotherCardScreen),
};
