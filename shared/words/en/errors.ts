import type { ErrorCatalogue } from "../error-words.ts";

/** Cause and remedy of every error code, in a clerk's words. */
export const errors: ErrorCatalogue = {
  "refused/lost": {
    cause: "This card is formally reported lost.",
    remedy: "The holder needs a new card; come back with it.",
  },
  "refused/lost-temporarily": {
    cause: "This card is temporarily reported lost.",
    remedy: "The holder lifts the report first; then swipe again.",
  },
  "refused/locked": {
    cause: "The card's application is locked.",
    remedy: "The holder has it unlocked; then swipe again.",
  },
  "refused/sealed": {
    cause: "This card is not in use yet.",
    remedy: "The holder takes it into use first; then swipe again.",
  },
  "refused/cancelled": {
    cause: "This card is cancelled.",
    remedy: "The holder applies for a new card; come back with it.",
  },
  "refused/not-normal": {
    cause: "The state of this card is not normal.",
    remedy: "The holder asks at the card office, with the card and the ID card.",
  },
  "refused/expired": { cause: "This card has expired.", remedy: "The holder needs a new card; come back with it." },
  "refused/mismatch": {
    cause: "The card read and the number typed are not the same card.",
    remedy: "Look at the number, swipe and type again; if they still differ, the card office must examine it.",
  },
  "refused/unknown-number": {
    cause: "The service knows no such card number.",
    remedy: "Read the card again; if it is right, ask at the card office.",
  },

  "conflict/card-taken": {
    cause: "This card is associated with someone else.",
    remedy: "Do not retry; a supervisor compares both sides and decides.",
  },
  "conflict/holder-has-other-card": {
    cause: "This person is associated with another card.",
    remedy: "Do not retry; a supervisor compares both sides and decides.",
  },

  "entry/cancelled": {
    cause: "This entry was cancelled.",
    remedy: "To do it after all, swipe again and make a new entry.",
  },
  "entry/already-recorded": {
    cause: "The service has recorded this entry; it cannot be cancelled.",
    remedy: "A supervisor can undo it.",
  },
  "entry/not-found": {
    cause: "The service has no such entry.",
    remedy: "Press R in the outbox; if it stays so, give IT the reference.",
  },
  "entry/reused": {
    cause: "The service has other contents under this entry number.",
    remedy: "Do not retry; give IT the reference and swipe anew for this person.",
  },
  "entry/deadline-passed": {
    cause: "It could not be sent before its deadline.",
    remedy: "Press R once the service is back, or ask the holder to come again.",
  },
  "entry/parked-unknown": {
    cause: "An earlier try may have succeeded; the service did not take the last one.",
    remedy: "Do not start this card again; give IT the reference, then press R in F4.",
  },

  "entry/queued": { cause: "Its turn has not come yet.", remedy: "It is sent by itself; nothing to do." },
  "entry/interrupted": {
    cause: "The program was closed or restarted before the answer came.",
    remedy: "It is asked again by itself; do not start the same card again.",
  },

  "request/invalid": {
    cause: "The service does not understand what this terminal sent.",
    remedy: "Do not retry; give IT the reference. The program may need an update.",
  },
  "request/too-large": {
    cause: "What was sent is larger than the service takes.",
    remedy: "Do not retry; give IT the reference.",
  },
  "request/unsealable": {
    cause: "The service cannot open the sealed card data; its key may have changed.",
    remedy: "Swipe again and make a new entry; if it stays so, give IT the reference.",
  },
  "request/not-found": {
    cause: "The service does not offer this.",
    remedy: "Give IT the reference; address and version of the service need a check.",
  },

  "auth/required": {
    cause: "The service does not accept this terminal's sign-in.",
    remedy: "Tell IT; what is saved is kept and sent once it is mended.",
  },
  "auth/not-permitted": {
    cause: "This terminal or operator may not do this.",
    remedy: "Ask a supervisor, or ask IT for the permission.",
  },

  "look-up/limited": {
    cause: "Too many look-ups in a short time; the service has paused them.",
    remedy: "Wait a minute, then Enter looks up again.",
  },
  "look-up/reason-required": {
    cause: "A look-up without a read card needs a reason.",
    remedy: "Esc goes back; swipe the card, or choose a reason.",
  },

  "service/busy": { cause: "The service is busy.", remedy: "Try again in a moment; what is saved goes out by itself." },
  "service/database-away": {
    cause: "The service's database is not available.",
    remedy: "Try again in a moment; what is saved goes out by itself.",
  },
  "service/internal": {
    cause: "The service failed inside.",
    remedy: "Try once more; if it stays so, give IT the reference.",
  },
  "service/away": {
    cause: "The service cannot be reached.",
    remedy: "See to cable and network; it goes on by itself.",
  },
  "service/timeout": {
    cause: "The service did not answer in time.",
    remedy: "It is asked again by itself; do not start the same card again.",
  },
  "service/unreadable": {
    cause: "The answer does not look like the service's.",
    remedy: "It is asked again by itself; if it stays so, IT should check network and proxy.",
  },
  "service/not-demo": {
    cause: "This terminal is not enrolled and may use only a demo service on this machine.",
    remedy: "IT enrols the terminal, or corrects the service's address in the settings.",
  },
  "service/key-changed": {
    cause: "The service's sealing key is not the one this terminal knows.",
    remedy: "Do not go on. Ask IT to check with the central service and register the key again.",
  },
  "service/pins-unreadable": {
    cause: "This terminal's own record of the service's sealing key is damaged.",
    remedy: "Do not go on. Ask IT to restore the file sealing-keys.json in the data folder.",
  },
  "service/connecting": {
    cause: "The service is being connected.",
    remedy: "It goes on by itself within seconds, or says why not.",
  },

  "journal/disk-full": {
    cause: "The disk is full; this entry was not saved.",
    remedy: "Nothing was sent. IT frees space, then Enter tries again.",
  },
  "journal/write-failed": {
    cause: "This entry could not be saved here.",
    remedy: "Nothing was sent. Enter tries again; if it stays so, tell IT.",
  },
  "journal/in-use": { cause: "Kalian is already running here.", remedy: "Use the window that is open." },
  "journal/unreadable": {
    cause: "The system does not let this program read its own journal.",
    remedy: "Ask IT to check the rights of the data folder. Nothing in it was changed.",
  },
  "journal/corrupt": {
    cause: "The journal on this machine is damaged in one place.",
    remedy: "Do not delete the file. Give the reference to IT, who can restore it from a copy.",
  },
  "journal/newer-version": {
    cause: "The journal was written by a newer version of the program.",
    remedy: "Ask IT to install the newer version again. Nothing was changed.",
  },
  "journal/key-lost": {
    cause: "The key that opens the journal is missing.",
    remedy: "Do not reinstall. Ask IT to restore the key; without it the saved entries cannot be opened.",
  },
  "journal/key-locked": {
    cause: "The system's key store cannot be opened now.",
    remedy: "Sign in to the system with the usual account and start again, or ask IT.",
  },
  "journal/key-wrong": {
    cause: "The key does not fit the journal.",
    remedy: "Ask IT to restore the key that belongs to it. Nothing was changed.",
  },

  "screen/keeps-failing": {
    cause: "The screen failed again and again; reopening it did not help.",
    remedy: "Restart; if it stays so, give IT the reference. What is saved is not affected.",
  },
  "settings/invalid": {
    cause: "The settings file of this terminal is wrong.",
    remedy: "IT corrects the field named, then start again.",
  },
  "start/switch-refused": {
    cause: "The program was started with a switch that it does not take.",
    remedy: "IT removes the switch named from the shortcut or script, then start again.",
  },

  "reader/permission-denied": {
    cause: "The system does not let this program open it.",
    remedy: "IT adds the device rule shown, then replug the reader.",
  },
  "reader/port-held": { cause: "Another program holds it.", remedy: "Close that program, then Enter opens it again." },
  "reader/open-failed": {
    cause: "The system cannot open it.",
    remedy: "Replug it, then Enter opens it again; else try another socket.",
  },
  "reader/device-error": {
    cause: "It failed while in use and is being reopened.",
    remedy: "See whether the cable is loose; if it comes back, use another reader.",
  },
  "reader/discovery-unavailable": {
    cause: "The system does not say what is plugged in.",
    remedy: "IT installs udev, or names the device path in the settings.",
  },
  "reader/listing-failed": {
    cause: "This program cannot look for readers of this kind.",
    remedy: "Start the program again. If it stays so, IT installs it again.",
  },
  "reader/host-down": {
    cause: "The program part that keeps the readers stopped and is being restarted.",
    remedy: "Wait a few seconds; swipe the last card again.",
  },

  "read/nothing-read": {
    cause: "A swipe, but no stripe was read.",
    remedy: "Stripe low, facing you; one even pass again.",
  },
  "read/unreadable": {
    cause: "The stripe could not be read completely.",
    remedy: "Wipe the stripe with a dry cloth and swipe level again.",
  },
  "read/check-failed": { cause: "The number read fails its check.", remedy: "Swipe level and evenly again." },
  "read/tracks-disagree": {
    cause: "Two tracks of the stripe give different numbers.",
    remedy: "Swipe again; if it stays so, the card office must examine the card.",
  },
  "read/not-a-card": { cause: "This is not a social security card.", remedy: "Swipe the social security card." },
  "read/truncated": { cause: "The swipe stopped half-way.", remedy: "Right through, without a pause." },
  "read/oversize": {
    cause: "More data came than a card can hold.",
    remedy: "Swipe again; if it stays so, use another reader.",
  },
  "read/sealing-key-missing": {
    cause: "The card was read, but without the service's key its number must not be kept.",
    remedy: "Wait until the service is connected, then swipe again.",
  },
};
