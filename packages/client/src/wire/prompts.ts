/** What a person is shown before they type their PIN, so that a page that cannot is known for a fake. */
export interface SecurityPrompt {
  /** Name of one of the pictures that the server lists. */
  readonly image: string;
  readonly phrase: string;
}

export interface ChoosePrompt extends SecurityPrompt {
  readonly purpose?: string;
}

/** The picture or phrase was refused, and with it the PIN it came with. */
export interface PromptRefused {
  readonly outcome: 'prompt_refused';
  readonly rule:
    | 'image_unknown'
    | 'phrase_empty'
    | 'phrase_length'
    | 'phrase_characters'
    | 'phrase_has_pin';
}

export type PromptAnswer = { readonly outcome: 'chosen' } | PromptRefused;

export interface SecurityImage {
  readonly name: string;
  /** 72 x 72, base64. */
  readonly png: string;
}
