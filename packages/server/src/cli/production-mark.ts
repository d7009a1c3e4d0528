/** Dev mode shows every code it would send; it must never be started on data people rely on. */
export const PRODUCTION_MARK = 'production';
