/** What a colour of the app is for: the custom property that takes it, and what it is read on. */
interface Role {
  readonly property: string;
  /** The surface a text stands on; a surface has none. */
  readonly on?: string;
}

const BG: Role = { property: '--bg' };
const INPUT_BG: Role = { property: '--input-bg' };
const DROPDOWN_BG: Role = { property: '--dropdown-bg' };
const PIN_BG: Role = { property: '--pin-dot-base' };
const MAIN_BG: Role = { property: '--main-btn-bg' };
const MAIN_BG_HOVER: Role = { property: '--main-btn-bg-on-hover' };
const PLAIN_BG: Role = { property: '--plain-btn-bg' };
const HINT_BG: Role = { property: '--recover-pin-hint-title-bg' };
const NOTE_BG: Role = { property: '--interactive-bg' };

function text(property: string, surface: Role): Role {
  return { property, on: surface.property };
}

/**
 * The colours of the SDK's theme that PIN screens have a use for, under the SDK's names; surfaces
 * come before what is read on them. The SDK's other names belong to screens we do not have.
 */
export const ROLES: Readonly<Record<string, Role>> = {
  backdrop: { property: '--backdrop' },
  divider: { property: '--divider' },
  bg: BG,
  inputBg: INPUT_BG,
  inputBgDisabled: { property: '--input-bg-disabled' },
  dropdownBg: DROPDOWN_BG,
  pinDotBase: PIN_BG,
  pinDotBaseBorder: { property: '--pin-dot-base-border' },
  mainBtnBg: MAIN_BG,
  mainBtnBgOnHover: MAIN_BG_HOVER,
  mainBtnBgDisabled: { property: '--main-btn-bg-disabled' },
  mainBtnTextDisabled: { property: '--main-btn-text-disabled' },
  plainBtnBg: PLAIN_BG,
  plainBtnBgOnHover: { property: '--plain-btn-bg-on-hover' },
  recoverPinHintTitleBg: HINT_BG,
  interactiveBg: NOTE_BG,
  inputBorderFocused: { property: '--input-border-focused' },
  inputBorderFocusedError: { property: '--input-border-focused-error' },
  dropdownBorderIsOpen: { property: '--dropdown-border-is-open' },
  textMain: text('--text-main', BG),
  textMain2: text('--text-main-2', BG),
  textAuxiliary: text('--text-auxiliary', BG),
  textAuxiliary2: text('--text-auxiliary-2', BG),
  textSummary: text('--text-summary', BG),
  textSummaryHighlight: text('--text-summary-highlight', BG),
  textInteractive: text('--text-interactive', NOTE_BG),
  success: text('--success', BG),
  error: text('--error', BG),
  textPlaceholder: text('--text-placeholder', INPUT_BG),
  inputText: text('--input-text', INPUT_BG),
  pinDotActivated: text('--pin-dot-activated', PIN_BG),
  enteredPinText: text('--entered-pin-text', PIN_BG),
  mainBtnText: text('--main-btn-text', MAIN_BG),
  mainBtnTextOnHover: text('--main-btn-text-on-hover', MAIN_BG_HOVER),
  plainBtnText: text('--plain-btn-text', PLAIN_BG),
  plainBtnTextOnHover: text('--plain-btn-text-on-hover', PLAIN_BG),
  recoverPinHintTitle: text('--recover-pin-hint-title', HINT_BG),
  recoverPinHint: text('--recover-pin-hint', BG),
};
