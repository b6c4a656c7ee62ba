/** The embedding model in use unless OHADA_MODEL names another: a folder under resources/models. */
export const DEFAULT_MODEL = 'ohada-statique-v1';
