import type { Draft } from './draft.ts';

export interface PolicyFieldsProps {
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}
