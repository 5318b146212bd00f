/** The part of citeproc-js that is used here; the package has no types. */
declare module 'citeproc' {
  interface System {
    retrieveLocale(lang: string): string;
    retrieveItem(id: string): object;
  }
  class Engine {
    constructor(system: System, style: string, lang: string, forceLang: boolean);
    setOutputFormat(format: 'text' | 'html'): void;
    updateItems(ids: string[]): void;
    makeBibliography(): [parameters: object, lines: string[]];
  }
  const CSL: { Engine: typeof Engine };
  export default CSL;
}
