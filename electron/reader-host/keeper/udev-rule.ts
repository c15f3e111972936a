/** What a udev rule names a device by. Ids are four lower-case hex digits. */
export interface RuleSubject {
  readonly transport: "serial" | "hid";
  readonly node: string;
  /** Null for a device known by its path only. */
  readonly usb: { readonly vendorId: string; readonly productId: string } | null;
}

/**
 * The one udev rule line that lets the person at the screen open this device. A hidraw node must be matched by its kernel name: a rule on
 * the usb subsystem alone changes another node. On a serial line ModemManager is kept away, which would probe the reader for seconds
 * after each plug.
 */
export function udevRuleFor(subject: RuleSubject): string {
  const match = [deviceMatch(subject.transport), ...idMatch(subject)];
  const grant = ['MODE="0660"', 'TAG+="uaccess"'];
  return [...match, ...grant, ...(subject.transport === "serial" ? ['ENV{ID_MM_DEVICE_IGNORE}="1"'] : [])].join(", ");
}

function deviceMatch(transport: RuleSubject["transport"]): string {
  return transport === "hid" ? 'KERNEL=="hidraw*"' : 'SUBSYSTEM=="tty"';
}

function idMatch(subject: RuleSubject): readonly string[] {
  if (subject.usb !== null)
    return [`ATTRS{idVendor}=="${subject.usb.vendorId}"`, `ATTRS{idProduct}=="${subject.usb.productId}"`];
  const name = subject.node.slice(subject.node.lastIndexOf("/") + 1);
  return subject.transport === "serial" && /^[\w-]+$/.test(name) ? [`KERNEL=="${name}"`] : [];
}
